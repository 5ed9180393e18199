import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { accountPartition } from '../../adapters/aws/table/keys.ts';
import { itemsUnder } from '../../adapters/aws/table/table.ts';
import { type Instant, instant, plusSeconds } from '../../kernel/instant.ts';
import { readJson } from '../../kernel/read-json.ts';
import { sortKey } from '../../kernel/row-keys.ts';
import type { DevRoutes } from '../dev-routes.ts';
import type { LocalCloud } from '../local-cloud.ts';
import type { MovableClock } from './movable-clock.ts';
import type { SnapshotAbout } from './snapshots.ts';
import { describeUpcoming, whatComes } from './what-comes.ts';

/** Where the cloud can go back to. */
export interface Snapshots {
  /** Takes a snapshot of the current state. */
  take(why: string): Promise<void>;
  /** The latest first. */
  list(): Promise<SnapshotAbout[]>;
  /** Replaces the running cloud by the snapshot's. @throws Error for an unknown id */
  back(id: string): Promise<void>;
}

export interface ClockOf {
  cloud: LocalCloud;
  clock: MovableClock;
  table: { client: DynamoDBClient; name: string };
  /** Absent if the table is not the embedded one. */
  snapshots?: Snapshots | undefined;
  /** The time of the cloud that runs now, also after a step back has replaced `cloud`. */
  now(): Instant;
}

/** Routes that read the clock, move it, and list the snapshots to go back to. */
export const clockRoutes = ({ cloud, clock, table, snapshots, now }: ClockOf): DevRoutes => ({
  'GET /dev/clock': async () => clockAnswer(cloud),
  'GET /dev/snapshots': () => snapshots?.list() ?? [],
  'POST /dev/clock': async body => {
    const move = moveIn(body);
    if ('back' in move) {
      if (!snapshots)
        throw new Error('There are no snapshots with --dynamodb. Leave it out to use the embedded DynamoDB.');
      await snapshots.back(move.back);
      return { now: now() };
    }
    const target = await targetOf(move, cloud, clock);
    if (target >= clock.now()) await snapshots?.take(`before ${JSON.stringify(move)}`);
    if ('until' in move && move.until !== 'next') await moveUntilWritten(move.until.account, { cloud, clock, table });
    else await clock.moveTo(target);
    return clockAnswer(cloud);
  },
});

const clockAnswer = async (cloud: LocalCloud) => {
  const now = cloud.now();
  const next = await whatComes(cloud, { atMost: 10 });
  return { now, next: next.map(thing => ({ ...thing, says: describeUpcoming(thing, now) })) };
};

type Move = z.infer<typeof move>;

const move = z.union([
  z.strictObject({ by: z.string().refine(text => isDuration(text)) }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
  z.strictObject({ until: z.union([z.literal('next'), z.strictObject({ account: z.string() })]) }),
  z.strictObject({ back: z.string() }),
]);

const isDuration = (text: string): boolean => {
  try {
    return Temporal.Duration.from(text).sign >= 0;
  } catch {
    return false;
  }
};

/** @throws Error if the body is not a move of the clock */
const moveIn = (body: string): Move => {
  const { data } = move.safeParse(readJson(body));
  if (data) return data;
  throw new Error(
    'That is not a move of the clock. Send {"by":"P3D"}, {"to":"2027-01-01T09:00:00Z"}, {"until":"next"}, {"until":{"account":"acme"}}, or {"back":"<id of a snapshot>"}.',
  );
};

const targetOf = async (
  move: Exclude<Move, { back: string }>,
  cloud: LocalCloud,
  clock: MovableClock,
): Promise<Instant> => {
  const from = clock.now();
  if ('to' in move) return instant(Date.parse(move.to));
  if ('by' in move)
    return instant(Temporal.Instant.from(from).toZonedDateTimeISO('UTC').add(move.by).epochMilliseconds);
  const account = move.until === 'next' ? undefined : move.until.account;
  const [thing] = await whatComes(cloud, { atMost: 1, account });
  if (thing) return thing.at > from ? thing.at : from;
  throw new Error(account === undefined ? 'Nothing is left to happen.' : `Nothing is left to happen to ${account}.`);
};

/** How many events of an account may pass without a timeline line before the search for one ends. */
const mostSilent = 100;

const moveUntilWritten = async (
  account: string,
  { cloud, clock, table }: Pick<ClockOf, 'cloud' | 'clock' | 'table'>,
): Promise<void> => {
  const lines = async () => (await itemsUnder(table, accountPartition(account), sortKey.line)).length;
  const before = await lines();
  for (let silent = 0; silent < mostSilent && (await lines()) === before; silent++) {
    const [thing] = await whatComes(cloud, { atMost: 1, account });
    if (!thing) return;
    // The work that becomes due may take a few more seconds of virtual time.
    await clock.moveTo(plusSeconds(thing.at > clock.now() ? thing.at : clock.now(), 5));
  }
};
