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

/** Everything that routing an event may read. */
export interface RoutingInput {
  event: DomainEvent;
  snapshot: AccountSnapshot;
  /** The profile before the event, if `snapshot` already includes the event's effect. */
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
  /** Open tasks of the CSMs that may own a new one, if counted. */
  load?: Load;
  /** The telemetry guard's verdicts on weeks, if requested. */
  guards?: ReadonlyMap<string, GuardVerdict>;
  /** Whether journeys have room for the account this hour, if requested. */
  rooms?: ReadonlyMap<string, boolean>;
  /** Tasks known to be resolved, which the same escalation must not reopen. */
  resolvedTasks?: ReadonlySet<string>;
  /** Enrollments known to exist, which an event must not begin again. */
  enrolledBefore?: ReadonlySet<string>;
}

/** Effects of an event, each idempotent. */
export interface Routing {
  /** Events that enrollments await, recorded first. Idempotent: ending an ended wait does nothing. */
  awaited: AwaitedEvent[];
  /** One transaction. */
  changes: Change[];
  /** Performed once the changes are written, even if an earlier attempt wrote them. */
  effects: Effect[];
  /** Events that follow from this one and count as usage, too. */
  derived: DomainEvent[];
  reasons: RoutingReason[];
  /** Owners whose open tasks must be counted before this routing can be carried out. */
  ownersNeeded: readonly string[];
  /** Weeks whose verdicts must be requested first. */
  guardsNeeded: readonly GuardedWeek[];
  /** Journeys whose room must be checked first. */
  roomsNeeded: readonly RoomAsked[];
}

/** A journey with a limit of accounts that may enter it per hour. */
export interface RoomAsked {
  journey: string;
  perHour: number;
}

export type Effect =
  | { kind: 'start'; enrollment: Enrollment }
  /** The enrollment is over: its wait ends, and its prompts go. */
  | { kind: 'leave'; enrollment: string }
  /** The wait of that step ends, because the enrollment continues in another version. */
  | { kind: 'migrate'; enrollment: string; step: string; until: Second }
  /** Changes the end of that step's wait; `movedAt`: when its date moved, if that is the reason. */
  | { kind: 'rewake'; enrollment: string; step: string; until: Second; movedAt?: Instant };

export const isStart = (effect: Effect): effect is Extract<Effect, { kind: 'start' }> => effect.kind === 'start';

/** Whether it ends the wait of an enrollment that is over. */
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
  /** Tasks to start on at once. */
  now: number;
  /** Tasks listed in the digest. */
  digest: number;
}
