import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Instant } from '../../kernel/instant.ts';
import type { AccountFacts } from '../../numbers/account-facts.ts';
import { aboutFile, factsFile } from '../../playback/play-files.ts';
import { UserError } from '../user-error.ts';

/** What was played, and what the play kept of accounts. */
export interface LastPlay {
  events: readonly string[];
  seed: number;
  journeys?: string[];
  from: Instant;
  to: Instant;
  facts: readonly AccountFacts[];
}

/** The events to play: those that are named, else those of the play in a folder. @throws UserError where there are neither */
export const eventsToPlay = (
  named: readonly string[] | undefined,
  folder: string,
): { files: readonly string[]; last?: LastPlay } => {
  const last = lastPlayIn(folder);
  if (named === undefined) {
    if (last === undefined)
      throw new UserError(
        `${folder}: no play lies here, so there are no events`,
        'play some first (`npx daymark simulate <events.jsonl>`), or name files with --events',
        2,
      );
    return { files: last.events, last };
  }
  const isSame = last !== undefined && sameFiles(named, last.events);
  return { files: named, ...(isSame && { last }) };
};

const lastPlayIn = (folder: string): LastPlay | undefined => {
  const [about, facts] = [join(folder, aboutFile), join(folder, factsFile)];
  if (!existsSync(about) || !existsSync(facts)) return undefined;
  const said = JSON.parse(readFileSync(about, 'utf8')) as Omit<LastPlay, 'facts'>;
  const lines = readFileSync(facts, 'utf8').split('\n').filter(Boolean);
  return { ...said, facts: lines.map(line => JSON.parse(line) as AccountFacts) };
};

const sameFiles = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((file, place) => resolve(file) === resolve(other[place] ?? ''));
