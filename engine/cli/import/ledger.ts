import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../../account/sha256-of.ts';
import type { Hold } from '../../import/import-kind.ts';
import type { ImportedBefore, KnownPerson, PlannedCall } from '../../import/plan-import.ts';

/** Record of what was imported to one target, so that a killed import resumes, and a repeated one sends nothing. */
export interface ImportLedger extends ImportedBefore {
  /** Were opt-outs or suppressions imported, or skipped with `--no-suppressions`? */
  hasHolds: boolean;
  keep(calls: readonly PlannedCall[]): void;
  keepHolds(holds: readonly { address: string; hold: Hold }[]): void;
  /** Forgets everything except the suppressed addresses: the target was reset. */
  forget(): void;
}

type Line =
  | { key: string; content: string; person?: KnownPerson & { address: string } }
  | { held: string; hold: Hold }
  | { holds: 'imported' };

/** `place`: a URL or a file. The ledger contains digests of addresses, no addresses. */
export const openLedger = (place: string, folder = '.daymark/imports'): ImportLedger => {
  const file = join(folder, `${sha256Of(place).slice(0, 16)}.jsonl`);
  const contents = new Map<string, string>();
  const people = new Map<string, KnownPerson[]>();
  const holds = new Map<string, Hold>();
  let hasHolds = false;
  const learn = (line: Line): void => {
    if ('holds' in line) hasHolds = true;
    else if ('held' in line) holds.set(line.held, line.hold);
    else {
      contents.set(line.key, line.content);
      const { person } = line;
      if (person) people.set(person.address, [...without(people.get(person.address), person), named(person)]);
    }
  };
  const append = (lines: readonly Line[]): void => {
    if (lines.length === 0) return;
    mkdirSync(folder, { recursive: true });
    appendFileSync(file, lines.map(line => `${JSON.stringify(line)}\n`).join(''));
    for (const line of lines) learn(line);
  };
  for (const line of linesIn(file)) learn(line);
  return {
    contents,
    people,
    holds,
    get hasHolds() {
      return hasHolds;
    },
    keep: calls => append(calls.map(({ key, content, person }) => ({ key, content, ...(person && { person }) }))),
    keepHolds: each => append([...each.map(({ address, hold }) => ({ held: address, hold })), { holds: 'imported' }]),
    forget: () => {
      contents.clear();
      people.clear();
      if (!existsSync(file)) return;
      const kept = linesIn(file).filter(line => !('key' in line));
      writeFileSync(file, kept.map(line => `${JSON.stringify(line)}\n`).join(''));
    },
  };
};

/** Ignores the last line unless it is complete: a killed process may have cut it off. */
const linesIn = (file: string): Line[] => {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.slice(0, -1).flatMap(line => (line === '' ? [] : [JSON.parse(line) as Line]));
};

const named = ({ userId, groupId }: KnownPerson): KnownPerson => ({
  userId,
  ...(groupId !== undefined && { groupId }),
});

const without = (known: readonly KnownPerson[] = [], { userId, groupId }: KnownPerson): KnownPerson[] =>
  known.filter(each => each.userId !== userId || each.groupId !== groupId);
