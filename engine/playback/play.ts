import type { HealthRecord } from '../account/health-state.ts';
import { byTime } from '../account/public-line.ts';
import type { TimelineLine } from '../account/timeline.ts';
import type { WordedAnswer } from '../account/worded-answer.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { HeadlineFacts } from '../headlines/headline-facts.ts';
import type { HeadlineCatalog } from '../headlines/headline-facts-of.ts';
import { type Instant, instant, plusSeconds } from '../kernel/instant.ts';
import type { Execution } from '../local/interpreter/execution.ts';
import type { LocalMetrics } from '../local/metrics.ts';
import type { RaisedAlarm, World } from '../local/world.ts';
import type { AccountFacts } from '../numbers/account-facts.ts';
import type { FactsCatalog } from '../numbers/facts-of.ts';
import type { SegmentCount } from '../numbers/segment-counts.ts';
import type { StillWaiting } from '../ports/all-accounts.ts';
import type { Decisions } from '../ports/decisions.ts';
import { weekKnownEverywhere, weekOf } from '../signals/weeks.ts';
import { hasSignal } from '../triggers/signal/has-signal.ts';
import { deliver } from './deliver.ts';
import { gatherFromRecords } from './gather-from-records.ts';
import { givenUp } from './given-up.ts';
import { type AddressedMail, addressMails } from './mails/addressed-mail.ts';
import type { RecordedEvent, RecordedEvents, RejectedLine } from './read-events.ts';

/** Starts a world of its own, with everything deployed that is played. */
export type StartWorld = (startAt: Instant) => Promise<World>;

export interface PlayOptions {
  recorded: RecordedEvents;
  /** The journeys deployed in the world. */
  journeys: readonly JourneyDefinition[];
  /** The catalog by which the facts of accounts are counted. */
  catalog: FactsCatalog & HeadlineCatalog & Pick<CatalogData, 'segments'>;
  start: StartWorld;
  /** Prepares the world, once it is there and before time passes. */
  prepare?(world: World): unknown;
  /** Called once the last event was played, before anything later happens. */
  atLast?(world: World): unknown;
  /** Told of every decision. */
  watch?: Decisions;
  /** Default: until nothing is left to happen, at most 400 days after the last event. */
  until?: Instant;
  progress?(now: PlayProgress): void;
}

/** How far a play has come. */
export interface PlayProgress {
  at: Instant;
  /** Events so far, of all. */
  done: number;
  events: number;
}

export interface Played {
  lines: TimelineLine[];
  /** Health scores, in order of time. */
  health: HealthRecord[];
  /** Of each account, what changed by the last event. */
  changes: HeadlineFacts[];
  /** Customers' comments on surveys, in order of time. */
  answers: WordedAnswer[];
  /** Inputs of the business report, by account. */
  facts: AccountFacts[];
  /** How many accounts each segment has at the end. */
  segments: SegmentCount[];
  mails: AddressedMail[];
  /** Of the state machines, with their counts of transitions and history events. */
  executions: Execution[];
  rejected: RejectedLine[];
  /** Lines that were taken, but not as they were meant. */
  warnings: Omit<RejectedLine, 'text'>[];
  /** Events that are kept until it is known whose they are. */
  waiting: StillWaiting[];
  /** Faults of handlers that were called by a queue or a schedule, and the messages given up for them. */
  faults: string[];
  /** Alarms, which operators get on AWS. */
  alarms: RaisedAlarm[];
  /** Sums of the metrics of functions, by their names in CloudWatch. */
  metrics: LocalMetrics['sums'];
  from: Instant;
  to: Instant;
}

/** Plays recorded events through the compiled state machines and the real handlers, in virtual time. */
export const play = async (options: PlayOptions): Promise<Played> => {
  const { events } = options.recorded;
  const from = startOfHour(events[0]?.at ?? '1970-01-01T00:00:00.000Z');
  const world = await options.start(from);
  try {
    const playing = playAll(world, from, options);
    return await (world.lost ? Promise.race([playing, world.lost]) : playing);
  } finally {
    await world.stop();
  }
};

const playAll = async (world: World, from: Instant, options: PlayOptions): Promise<Played> => {
  const { recorded, journeys, catalog, until, prepare, atLast, watch, progress } = options;
  const { events } = recorded;
  const last = events.at(-1)?.at ?? from;
  const limit = until ?? plusSeconds(last, 400 * 86_400);
  const rejected = [...recorded.rejected];
  const warnings: Played['warnings'] = [];
  await prepare?.(world);
  if (watch) world.watchers.push(watch);
  let count = 0;
  for (const event of events) {
    if (event.at > limit) break;
    world.at(event.at, async () => {
      progress?.({ at: event.at, done: ++count, events: events.length });
      const { file, line, text } = event;
      const delivered = await deliver(world, event);
      if (delivered.problem) rejected.push({ file, line, ...delivered.problem, text });
      warnings.push(...delivered.warnings.map(warning => ({ file, line, ...warning })));
    });
  }
  if (atLast && last <= limit) {
    await world.advanceTo(last);
    await atLast(world);
  }
  await world.idle(limit);
  const to = until ? await playTo(world, until) : await playOut(world, judgedBy(last, journeys), limit);
  const { accountPorts, allAccounts, mailbox, errors, alarms, metrics } = world;
  return {
    lines: (await allAccounts.timeline()).sort(byTime),
    health: (await allAccounts.health()).sort(inOrder),
    answers: (await Array.fromAsync(accountPorts.answers.all())).flat().sort(inOrder),
    ...(await gatherFromRecords(allAccounts, catalog, { at: last < to ? last : to, end: to })),
    mails: await addressMails(mailbox.mails(), accountPorts.deliveries),
    executions: world.executions(),
    rejected: rejected.sort(byPlace),
    warnings: warnings.sort(byPlace),
    waiting: await allAccounts.stillWaiting(),
    faults: [
      ...errors.map(
        ({ at, functionName, error }) =>
          `${at} ${functionName}: ${error instanceof Error ? error.message : String(error)}`,
      ),
      ...givenUp(world),
    ],
    alarms,
    metrics: metrics.sums,
    from,
    to,
  };
};

const playTo = async (world: World, until: Instant): Promise<Instant> => {
  await world.advanceTo(until);
  return until;
};

/**
 * Goes on while time alone may still change something: until the week of the last event was judged, and then from one due time to
 * the next. Evaluations that recur for ever do not extend it.
 */
const playOut = async (world: World, judgedBy: Instant, limit: Instant): Promise<Instant> => {
  for (let next: Instant | undefined = judgedBy; next !== undefined && next <= limit; ) {
    if (next > world.now()) await world.advanceTo(next);
    await world.idle(limit);
    // Accounts that became due since the last sweep are swept next.
    const due = await world.allAccounts.nextDue(startOfHour(world.now()));
    next = due && afterSweep(due);
  }
  return world.now();
};

/** Weekly signals are judged once the week is over everywhere; the last event may be in the last week of the furthest zone. */
const judgedBy = (last: Instant, journeys: readonly JourneyDefinition[]): Instant =>
  journeys.filter(hasSignal).some(({ enroll }) => enroll.period !== undefined)
    ? afterSweep(weekKnownEverywhere(weekOf(last, 'Etc/GMT-14')))
    : last;

/** The sweep runs at whole hours; a minute later its evaluations are done. */
const afterSweep = (due: Instant): Instant => plusSeconds(startOfHour(plusSeconds(due, 3_599)), 60);

const inOrder = (a: Dated, b: Dated): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.account < b.account ? -1 : 1);

type Dated = Pick<HealthRecord, 'at' | 'account'>;

const byPlace = (a: Place, b: Place): number => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line);
type Place = Pick<RecordedEvent, 'file' | 'line'>;

const startOfHour = (at: Instant): Instant => instant(`${at.slice(0, 13)}:00:00Z`);
