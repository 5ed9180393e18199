import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublicLine } from '../../account/public-line.ts';
import type { CatalogData } from '../../definition/catalog.ts';
import { isObject } from '../../kernel/is-object.ts';
import { localSecrets } from '../../local/local-secrets.ts';
import type { AccountFacts } from '../../numbers/account-facts.ts';
import { eventsOfPlay } from '../../playback/export/events-of-play.ts';
import type { ExportedContact, ToExport } from '../../playback/export/exported-rows.ts';
import type { PlayAbout } from '../../playback/play-about.ts';
import { aboutFile, eventsFile, factsFile, healthFile } from '../../playback/play-files.ts';
import type { RecordedEvent, RecordedEvents } from '../../playback/read-events.ts';
import { readEventsToPlay } from '../backtest/last-play.ts';
import { UserError } from '../user-error.ts';

/** The data of a play to export, without the revenue rules. @throws UserError if the folder has no play */
export const ofPlay = async (
  folder: string,
  catalog: CatalogData,
  withContacts: boolean,
): Promise<Omit<ToExport, 'rules'>> => {
  const { about, recorded } = await playIn(folder);
  return {
    facts: rowsIn<AccountFacts>(join(folder, factsFile)),
    health: rowsIn<ToExport['health'][number]>(join(folder, healthFile)),
    timeline: rowsIn<PublicLine>(join(folder, about.timeline)),
    events: eventsOfPlay(recorded.events, catalog, localSecrets.DAYMARK_TOKEN_SECRET),
    contacts: withContacts ? contactsIn(recorded.events) : [],
    now: about.to,
  };
};

/** The play's events as a deployment would archive them. @throws UserError if the folder has no play */
export const keptOfPlay = async (folder: string, catalog: CatalogData): Promise<string[]> =>
  eventsOfPlay((await playIn(folder)).recorded.events, catalog, localSecrets.DAYMARK_TOKEN_SECRET);

const playIn = async (folder: string): Promise<{ about: PlayAbout; recorded: RecordedEvents }> => {
  try {
    const about = JSON.parse(readFileSync(join(folder, aboutFile), 'utf8')) as PlayAbout;
    return { about, recorded: await readEventsToPlay({ kept: join(folder, eventsFile), end: about.to }) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new UserError(
      `${folder}: no play here`,
      'play events first: `npx daymark simulate <events.jsonl>`, or name a deployment with --environment',
      2,
    );
  }
};

const rowsIn = <Row>(file: string): Row[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Row);

/** Contacts as in the play's latest `identify` calls. */
const contactsIn = (events: readonly RecordedEvent[]): ExportedContact[] => {
  const found = new Map<string, ExportedContact>();
  for (const { body } of events) {
    const account = isObject(body.context) ? body.context.groupId : undefined;
    const { type, userId, traits } = body;
    if (type !== 'identify' || typeof userId !== 'string' || typeof account !== 'string' || !isObject(traits)) continue;
    const key = JSON.stringify([account, userId]);
    found.set(key, { ...found.get(key), account, contact: userId, ...said(traits) });
  }
  return [...found.values()];
};

const said = (traits: Readonly<Record<string, unknown>>): Omit<ExportedContact, 'account' | 'contact'> =>
  Object.fromEntries(
    ['role', 'name', 'email'].flatMap(name => (typeof traits[name] === 'string' ? [[name, traits[name]]] : [])),
  );
