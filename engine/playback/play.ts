import type { HealthRecord } from '../account/health-state.ts';
import { byTime } from '../account/public-line.ts';
import type { TimelineLine } from '../account/timeline.ts';
import type { WordedAnswer } from '../account/worded-answer.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { HeadlineFacts } from '../headlines/headline-facts.ts';
import type { HeadlineCatalog } from '../headlines/headline-facts-of.ts';
import { type Instant, instant, plusSeconds, wholeHourFrom } from '../kernel/instant.ts';
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

/** Starts a world with everything deployed. */
export type StartWorld = (startAt: Instant) => Promise<World>;

export interface PlayOptions {
  recorded: RecordedEvents;
  /** Journeys deployed in the world. */
  journeys: readonly JourneyDefinition[];
  /** Catalog for the facts, headlines and segments. */
  catalog: FactsCatalog & HeadlineCatalog & Pick<CatalogData, 'segments'>;
  start: StartWorld;
  /** Called once the world has started, before time passes. */
  prepare?(world: World): unknown;
  /** Called after the last event that is played, before anything later happens. */
  atLast?(world: World): unknown;
  /** Called with every decision. */
  watch?: Decisions;
  /** When the world begins. Default: the hour of the first event. */
  from?: Instant;
  /** Default: until nothing is left to happen, at most 400 days after the last event. */
  until?: Instant;
  progress?(now: PlayProgress): void;
}

/** Progress of a play. */
export interface PlayProgress {
  at: Instant;
  /** Events played so far, of `events`. */
  done: number;
  events: number;
}

export interface Played {
  lines: TimelineLine[];
  /** Health scores, in order of time. */
  health: HealthRecord[];
  /** Each account's changes as of the last event. */
  changes: HeadlineFacts[];
  /** Survey answers with their comments, in order of time. */
  answers: WordedAnswer[];
  /** Inputs of the business report, by account. */
  facts: AccountFacts[];
  /** Segment counts at the end. */
  segments: SegmentCount[];
  mails: AddressedMail[];
  /** Executions of the state machines, with their counts of transitions and history events. */
  executions: Execution[];
  rejected: RejectedLine[];
  /** Lines that were accepted, but perhaps not as meant. */
  warnings: Omit<RejectedLine, 'text'>[];
  /** Events that wait until their account is known. */
  waiting: StillWaiting[];
  /** Faults of handlers called by a queue or a schedule, and the messages given up because of them. */
  faults: string[];
  /** Alarms that operators would get on AWS. */
  alarms: RaisedAlarm[];
  /** Sums of the functions' metrics, by their CloudWatch names. */
  metrics: LocalMetrics['sums'];
  from: Instant;
  to: Instant;
}

/** Plays recorded events through the compiled state machines and the real handlers, in virtual time. */
export const play = async (options: PlayOptions): Promise<Played> => {
  const { events } = options.recorded;
  const from = options.from ?? startOfHour(events[0]?.at ?? '1970-01-01T00:00:00.000Z');
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
  if (atLast) {
    await world.advanceTo(events.findLast(({ at }) => at <= limit)?.at ?? from);
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
 * Continues while time alone may change something: until the week of the last event was evaluated, and then from one
 * due time to the next. Schedules that recur forever don't count.
 */
const playOut = async (world: World, judgedBy: Instant, limit: Instant): Promise<Instant> => {
  for (let next: Instant | undefined = judgedBy; next !== undefined && next <= limit; ) {
    if (next > world.now()) await world.advanceTo(next);
    await world.idle(limit);
    // Anything due since the last sweep is handled by the next one.
    const due = await world.allAccounts.nextDue(startOfHour(world.now()));
    next = due && afterSweep(due);
  }
  return world.now();
};

/** Weekly signals are evaluated once the week is over everywhere; the last event's week is that of UTC+14. */
const judgedBy = (last: Instant, journeys: readonly JourneyDefinition[]): Instant =>
  journeys.filter(hasSignal).some(({ enroll }) => enroll.period !== undefined)
    ? afterSweep(weekKnownEverywhere(weekOf(last, 'Etc/GMT-14')))
    : last;

/** The sweep runs at whole hours; a minute later its evaluations are done. */
const afterSweep = (due: Instant): Instant => plusSeconds(wholeHourFrom(due), 60);

const inOrder = (a: Dated, b: Dated): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.account < b.account ? -1 : 1);

type Dated = Pick<HealthRecord, 'at' | 'account'>;

const byPlace = (a: Place, b: Place): number => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line);
type Place = Pick<RecordedEvent, 'file' | 'line'>;

const startOfHour = (at: Instant): Instant => instant(`${at.slice(0, 13)}:00:00Z`);
