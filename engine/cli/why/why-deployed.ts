import { narrowProject } from '../../build/narrow-project.ts';
import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import { refusalsKeptSince } from '../../ports/retention.ts';
import { playingDefaults } from '../playing-options.ts';
import { openSoundProject } from '../project.ts';
import type { Where } from '../reach.ts';
import { UserError } from '../user-error.ts';
import { answersThere } from './answers-there.ts';
import { askedOf, journeysAsked } from './asked.ts';
import { describeJourneysThere, describeJourneyThere } from './describe-deployed.ts';
import { readThere, type ThereRead } from './read-there.ts';

interface Asked extends Where {
  step?: string;
  contact?: string;
  at?: Instant;
  json?: true;
}

/**
 * `daymark why` for a deployment: replays the stored events and compares the result with what happened there. If they
 * differ, or if no events are stored, it shows the stored outcome without reasons.
 */
export const whyDeployed = async (
  account: string,
  journey: string | undefined,
  { step, contact, json, at: asOf, ...where }: Asked,
): Promise<void> => {
  const there = await asBefore(() => readThere(account, journey, where));
  const { live, snapshot } = there;
  const project = await openSoundProject({ journeys: playingDefaults.journeys });
  const known = project.journeys.map(({ definition }) => definition).filter(({ id }) => live.has(id));
  const isHere = journey === undefined || known.some(({ id }) => id === journey);
  const journeys = isHere ? journeysAsked(known, journey, { ...(step !== undefined && { step }) }) : [];
  const at = momentOf(asOf, there, where);
  const source = {
    project: known.length === project.journeys.length ? project : narrowProject(project, new Set(live.keys())),
  };
  const ids = journey === undefined ? [...live.keys()] : [journey];
  const title = snapshot.profile?.attributes.name?.value;
  const of = askedOf({ account, name: typeof title === 'string' ? title : account, at }, snapshot, contact);
  const answers = await answersThere(source, there, ids, { account, journeys, at });
  const refusalsSince = refusalsKeptSince(there.now);
  if (json) {
    const { name, timezone } = of;
    const kept = { refusalsSince, ...(there.kept && { eventsSince: there.kept.since }) };
    console.log(JSON.stringify({ account, name, timezone, where: there.where, at, kept, journeys: answers }));
    return;
  }
  const tell = journey === undefined ? describeJourneysThere : describeJourneyThere;
  process.stdout.write(tell({ of, journeys: answers, there, refusalsSince, step }));
};

/** Seconds until an event is in the archive; in a local cloud it is there at once. */
const untilReadable = 900;

/** @throws UserError for a moment before the first stored events */
const momentOf = (asked: Instant | undefined, { now, kept }: ThereRead, { dev }: Where): Instant => {
  const last = dev === undefined ? plusSeconds(now, -untilReadable) : now;
  if (asked === undefined || asked > last) return last;
  if (kept === undefined || asked.slice(0, 10) >= kept.since) return asked;
  throw new UserError(
    `events are stored since ${kept.since}: earlier decisions can't be replayed`,
    'use an --at on or after that day, or leave --at out to see the stored outcome',
    2,
  );
};

/** Restores the environment: reaching a local cloud sets endpoints for the process, which the replay must not use. */
const asBefore = async <T>(read: () => Promise<T>): Promise<T> => {
  const before = { ...process.env };
  try {
    return await read();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
};
