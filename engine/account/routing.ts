import type { CatalogData } from '../definition/catalog.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Pools } from '../definition/pool.ts';
import type { Team } from '../definition/team.ts';
import type { Instant, Second } from '../kernel/instant.ts';
import type { AccountSnapshot, Profile } from './account.ts';
import type { Change } from './change.ts';
import type { Enrollment } from './enrollment.ts';
import type { SignalNews } from './evaluation.ts';
import type { DomainEvent } from './event.ts';
import type { GuardedWeek, GuardVerdict } from './telemetry-guard.ts';

/** All that routing an event may look at. */
export interface RoutingInput {
  event: DomainEvent;
  snapshot: AccountSnapshot;
  /** The profile before the event, where `snapshot` is as it leaves the account. */
  profileBefore?: Profile | undefined;
  journeys: readonly JourneyDefinition[];
  /** Account attributes that hold a date: each names a term. */
  dateAttributes: readonly string[];
  /** The catalog's rules for weekly figures and stages; without it, there are none. */
  catalog?: Pick<CatalogData, 'health' | 'features' | 'seats' | 'stages'>;
  /** Events that give and take seats. */
  seats?: CatalogData['seats'];
  /** Goals of success plans. */
  goals?: CatalogData['goals'];
  now: Instant;
  /** Journeys that operators closed to new enrollments. */
  closed?: ReadonlySet<string>;
  /** The CSMs; without a team, tasks have no owner. */
  team?: Team;
  pools?: Pools;
  /** Open tasks of the CSMs that may own a new one, where they were counted. */
  load?: Load;
  /** The telemetry guard's verdicts on weeks, where it was asked. */
  guards?: ReadonlyMap<string, GuardVerdict>;
  /** Whether journeys have room for the account this hour, where they were asked. */
  rooms?: ReadonlyMap<string, boolean>;
  /** Tasks that are known to be resolved: the same escalation does not open them again. */
  resolvedTasks?: ReadonlySet<string>;
  /** Enrollments known to exist: an event does not begin them again. */
  enrolledBefore?: ReadonlySet<string>;
}

/** Effects of an event, each idempotent. */
export interface Routing {
  /** To tell enrollments of first: idempotent, and a wait that it ends may be ended again. */
  awaited: AwaitedEvent[];
  /** One transaction. */
  changes: Change[];
  /** To be done once the changes are written, even if they were written by an earlier try. */
  effects: Effect[];
  /** Events that follow from this one and count as usage, too. */
  derived: DomainEvent[];
  reasons: RoutingReason[];
  /** Owners whose open tasks must be counted before this routing may be carried out. */
  ownersNeeded: readonly string[];
  /** Weeks that the telemetry guard must be asked about before. */
  guardsNeeded: readonly GuardedWeek[];
  /** Journeys that must be asked for room before. */
  roomsNeeded: readonly RoomAsked[];
}

/** At most so many accounts enter the journey in an hour. */
export interface RoomAsked {
  journey: string;
  perHour: number;
}

export type Effect =
  | { kind: 'start'; enrollment: Enrollment }
  /** The enrollment is over: its wait ends, and its prompts go. */
  | { kind: 'leave'; enrollment: string }
  /** The wait of that step ends, for the enrollment goes on in another version. */
  | { kind: 'migrate'; enrollment: string; step: string; until: Second }
  /** The wait of that step ends at another time; `movedAt`: because its date moved then. */
  | { kind: 'rewake'; enrollment: string; step: string; until: Second; movedAt?: Instant };

export const isStart = (effect: Effect): effect is Extract<Effect, { kind: 'start' }> => effect.kind === 'start';

/** Does it end the wait of an enrollment that is over? */
export const isLeave = (effect: Effect): effect is Extract<Effect, { kind: 'leave' }> => effect.kind === 'leave';

/** Why an event did, or did not do, something to a journey's enrollment. */
export interface RoutingReason {
  journey?: string;
  did:
    | SignalNews
    | 'enrolled'
    | 'changed-stage'
    | 'exited'
    | 'migrates'
    | 'left-out'
    | 'woke'
    | 'rescheduled'
    | 'task'
    | 'kept-until-known'
    | 'nothing';
  because: string;
}

/** Something that a parked enrollment awaits has happened. */
export interface AwaitedEvent {
  enrollment: string;
  flag: string;
  at: Instant;
}

export type Load = ReadonlyMap<string, OpenTasks>;

/** Open tasks of an owner. */
export interface OpenTasks {
  /** To be taken up at once. */
  now: number;
  /** To be read about in the digest. */
  digest: number;
}
