import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A table of folders: `engine/<of>/<name>.ts`, with a line for each folder beside it that has the part. */
interface FolderTable {
  of: 'steps' | 'triggers' | 'channels' | 'connectors';
  name: string;
  /** The file with the part, in a folder. */
  file: (folder: string) => string;
  /** What it exports, and the name in the table; undefined to leave the folder out. */
  line: (folder: string, text: (file: string) => string, file: string) => TableLine | undefined;
  what: string;
}

interface TableLine {
  exported: string;
  name: string;
}

type KindPart = 'example' | 'kind' | 'outline' | 'turn' | 'why';

/** `kind.ts` of `engine/triggers/date/` exports `dateTriggerKind`: the part after the folder and `of`. */
const kindTable = (of: 'steps' | 'triggers', name: string, part: KindPart, what: string): FolderTable => ({
  of,
  name,
  file: () => `${part}.ts`,
  line: folder => ({
    exported: `${camelCase(folder)}${of === 'triggers' ? 'Trigger' : ''}${capital(part)}`,
    name: camelCase(folder),
  }),
  what,
});

/** A channel or connector is named by its part's constant: `stripeWebhook` is the `Webhook` of `stripe`. */
const partTable = (
  of: 'channels' | 'connectors',
  name: string,
  file: FolderTable['file'],
  suffix: string,
  what: string,
): FolderTable => ({
  of,
  name,
  file,
  line: (folder, text, part) => {
    const [, name] = text(part).match(new RegExp(`^export const (\\w+)${suffix}\\b`, 'm')) ?? [];
    if (name !== undefined) return { exported: `${name}${suffix}`, name };
    throw new Error(`engine/${of}/${folder}/${part} exports no constant that is named <name>${suffix}.`);
  },
  what,
});

const takenTurns = kindTable('steps', 'taken-turns', 'turn', 'The turn of each kind of step that `take-step` does.');

// A table for each part: a function's bundle holds the parts that it reads, not all of a kind.
const tables: readonly FolderTable[] = [
  kindTable('steps', 'kinds', 'kind', 'What each kind of step provides at build time.'),
  kindTable('steps', 'outlines', 'outline', 'What each kind of step provides while journeys run.'),
  kindTable('steps', 'examples', 'example', 'An example of each kind of step.'),
  {
    ...takenTurns,
    line: (folder, text, part) =>
      text('step.ts').includes('interface TakenKinds') ? takenTurns.line(folder, text, part) : undefined,
  },
  kindTable('triggers', 'kinds', 'kind', 'What each kind of trigger provides at build time.'),
  kindTable('triggers', 'examples', 'example', 'An example of each kind of trigger.'),
  kindTable('triggers', 'outlines', 'outline', 'How each kind of trigger describes its definition.'),
  kindTable('triggers', 'turns', 'turn', 'How each kind of trigger takes an incoming event.'),
  kindTable('triggers', 'whys', 'why', 'How each kind of trigger explains why it enrolled an account, or did not.'),
  partTable('channels', 'all-manifests', () => 'manifest.ts', 'Channel', 'The manifest of each channel.'),
  partTable('channels', 'all-senders', folder => `${folder}.ts`, 'Sender', 'How each channel sends.'),
  partTable('connectors', 'all-manifests', () => 'manifest.ts', 'Connector', 'The manifest of each connector.'),
  partTable('connectors', 'all-webhooks', () => 'webhook.ts', 'Webhook', 'How the events of each connector are read.'),
];

/** The tables of kinds, channels and connectors, by path, as the folders in `root` make them. */
export const kindTablesIn = (root: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    tables.map(({ of, name, file, line, what }) => {
      const place = join(root, 'engine', of);
      const lines = foldersIn(place).flatMap(folder => {
        const part = file(folder.slice(folder.lastIndexOf('/') + 1));
        if (!existsSync(join(place, folder, part))) return [];
        const found = line(folder, each => readFileSync(join(place, folder, each), 'utf8'), part);
        return found ? [`export { ${found.exported} as ${found.name} } from './${folder}/${part}';\n`] : [];
      });
      return [`engine/${of}/${name}.ts`, `/** ${what} Written by \`npm run kinds\`. */\n\n${lines.join('')}`];
    }),
  );

/** Connectors lie in a folder of their door. */
const foldersIn = (place: string): string[] =>
  existsSync(place)
    ? readdirSync(place, { recursive: true, encoding: 'utf8', withFileTypes: true })
        .filter(each => each.isDirectory())
        .map(({ parentPath, name }) => join(parentPath, name).slice(place.length + 1))
        .sort()
    : [];

const camelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const capital = (name: string): string => name.replace(/^./, letter => letter.toUpperCase());
