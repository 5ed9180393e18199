import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A table of kinds: `engine/<of>/<name>.ts`, with a line for each folder beside it that has `part`. */
interface KindTable {
  of: 'steps' | 'triggers';
  name: string;
  /** `kind.ts` of `engine/triggers/date/` exports `dateTriggerKind`, `part` after the folder and `of`. */
  part: 'example' | 'kind' | 'outline' | 'turn' | 'why';
  what: string;
}

// A table for each part: a function's bundle holds the parts that it reads, not all of a kind.
const kindTables: readonly KindTable[] = [
  { of: 'steps', name: 'kinds', part: 'kind', what: 'What each kind of step provides at build time.' },
  { of: 'steps', name: 'outlines', part: 'outline', what: 'What each kind of step provides while journeys run.' },
  { of: 'triggers', name: 'kinds', part: 'kind', what: 'What each kind of trigger provides at build time.' },
  { of: 'steps', name: 'examples', part: 'example', what: 'An example of each kind of step.' },
  { of: 'triggers', name: 'examples', part: 'example', what: 'An example of each kind of trigger.' },
  {
    of: 'triggers',
    name: 'outlines',
    part: 'outline',
    what: 'How each kind of trigger describes its definition.',
  },
  { of: 'triggers', name: 'turns', part: 'turn', what: 'How each kind of trigger takes an incoming event.' },
  {
    of: 'triggers',
    name: 'whys',
    part: 'why',
    what: 'How each kind of trigger explains why it enrolled an account, or did not.',
  },
];

/** The tables of kinds, by path, as the folders of kinds in `root` make them. */
export const kindTablesIn = (root: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    kindTables.map(({ of, name, part, what }) => {
      const kinds = readdirSync(join(root, 'engine', of)).filter(kind =>
        existsSync(join(root, 'engine', of, kind, `${part}.ts`)),
      );
      return [`engine/${of}/${name}.ts`, tableOf(kinds.sort(), { of, part, what })];
    }),
  );

const tableOf = (kinds: readonly string[], { of, part, what }: Omit<KindTable, 'name'>): string => {
  const exported = (kind: string) => `${camelCase(kind)}${of === 'triggers' ? 'Trigger' : ''}${capital(part)}`;
  const lines = kinds.map(kind => `export { ${exported(kind)} as ${camelCase(kind)} } from './${kind}/${part}.ts';\n`);
  return `/** ${what} Written by \`npm run kinds\`. */\n\n${lines.join('')}`;
};

const camelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const capital = (name: string): string => name.replace(/^./, letter => letter.toUpperCase());
