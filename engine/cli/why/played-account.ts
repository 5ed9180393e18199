import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { counted } from '../../kernel/counted.ts';
import type { AccountFacts } from '../../numbers/account-facts.ts';
import { labelsOf } from '../../playback/account-labels.ts';
import { keptEvents } from '../../playback/kept-events.ts';
import type { PlayAbout } from '../../playback/play-about.ts';
import { aboutFile, eventsFile, factsFile } from '../../playback/play-files.ts';
import { recognizeEvents } from '../../playback/read-events.ts';
import type { AccountLabel } from '../../playback/report/stories-section.ts';
import { aboutPlay } from '../kept-play.ts';
import { UserError } from '../user-error.ts';
import { noSuch } from './asked.ts';

/**
 * Looks an account up in what the play kept of accounts, which is soon read; only one that is not there in its events.
 * @throws UserError, as `playedAccount`
 */
export const checkPlayed = async (account: string, folder: string): Promise<void> => {
  const about = aboutPlay(folder);
  if (accountsIn(folder).includes(account)) return;
  const { events } = recognizeEvents(await keptEvents(join(folder, eventsFile)), eventsFile);
  playedAccount(account, folder, { about, labels: labelsOf(events) });
};

/** The account as the play's events name it. @throws UserError for one that is not in the play, naming a former play that has it */
export const playedAccount = (
  account: string,
  folder: string,
  { about, labels }: { about: PlayAbout; labels: ReadonlyMap<string, AccountLabel> },
): AccountLabel => {
  const label = labels.get(account);
  if (label !== undefined) return label;
  const former = formerWith(account, folder);
  if (former === undefined)
    throw noSuch('account', account, [...labels.keys()], `${describePlay(about, labels.size)} has`);
  throw new UserError(
    `${describePlay(about, labels.size)} has no account "${account}", but ${former} does`,
    `name that one: add --play ${former}`,
    2,
  );
};

/** `the play of .daymark/sample.jsonl (25 accounts)` */
export const describePlay = ({ events }: Pick<PlayAbout, 'events'>, accounts: number): string =>
  `the play of ${events.join(' ')} (${counted(accounts, 'account')})`;

/** The latest of the former plays that a folder keeps in which the account was. */
const formerWith = (account: string, folder: string): string | undefined => {
  const plays = join(folder, 'plays');
  if (!existsSync(plays)) return undefined;
  return readdirSync(plays)
    .filter(name => /^[1-9]\d*$/.test(name))
    .sort((a, b) => Number(b) - Number(a))
    .map(name => join(plays, name))
    .find(each => existsSync(join(each, aboutFile)) && accountsIn(each).includes(account));
};

/** Ids, as its facts have them. */
const accountsIn = (folder: string): string[] => {
  const file = join(folder, factsFile);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map(line => (JSON.parse(line) as AccountFacts).account);
};
