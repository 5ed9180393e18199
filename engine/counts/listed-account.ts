import type { AccountSnapshot } from '../account/account.ts';
import { isDeleted } from '../account/account-status.ts';
import { isOver } from '../account/enrollment.ts';
import type { HealthRecord } from '../account/health-state.ts';
import { accountContext } from '../conditions/account-context.ts';
import { holds, usageSince } from '../conditions/evaluate-condition.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { Condition } from '../definition/condition.ts';
import type { HealthBand } from '../definition/health-model.ts';
import type { HealthComponent } from '../definition/health-rules.ts';
import { partsOfCondition } from '../definition/segments.ts';
import type { Severity } from '../definition/task.ts';
import { headlineFactsOf, headlineUsageSince } from '../headlines/headline-facts-of.ts';
import type { CalendarDate, Instant } from '../kernel/instant.ts';
import { revenueCurrency } from '../kernel/money.ts';
import { ownMember } from '../kernel/own-member.ts';
import type { Audiences } from './audiences.ts';

/** An account's row in lists, small enough to read those of all accounts at once. No personal data. */
export interface ListedAccount {
  account: string;
  /** The company's name, or the account's id if that is unknown. */
  name: string;
  status?: string;
  plan?: string;
  touchModel?: string;
  stage?: string;
  /** Id of a CSM. */
  owner?: string;
  /** Yearly revenue in whole units of `currency`. */
  arr?: number;
  currency: string;
  seats?: { bought?: number; used?: number };
  renewalAt?: string;
  /**
   * `change`: points against four weeks before; `cause`: the component that moved it most, and the sign that decided
   * it.
   */
  health?: {
    score: number | null;
    band: HealthBand | null;
    at: Instant;
    change?: number;
    cause?: { component: HealthComponent; because: string };
  };
  /** UTC day of the last sign-in or use of a key feature, of the last five weeks. */
  lastSeen?: CalendarDate;
  /** Open tasks, those of them whose SLA was missed, and the most severe one, the first due among equals. */
  tasks: { open: number; breached: number; worst?: WorstTask };
  /** Ids of the journeys that the account is in. */
  journeys: readonly string[];
  /**
   * By segment: how many leading conditions hold, and out of how many. The account is in the segment if both are equal.
   */
  segments: Readonly<Record<string, readonly [held: number, of: number]>>;
  /** By `audienceKey`: how many leading conditions of the audience hold. */
  audiences?: Readonly<Record<string, number>>;
  /** When this row was computed. Time-dependent values, such as days to the renewal, are computed on read. */
  asOf: Instant;
}

export interface WorstTask {
  id: string;
  reason: string;
  severity: Severity;
  dueAt: Instant;
  isBreached?: true;
}

/** The parts of the catalog that rows depend on. */
export type ListCatalog = Pick<CatalogData, 'segments' | 'login' | 'features' | 'goals'> & { audiences?: Audiences };

/** Number of scores to read, enough to compute the change. */
export const listedScores = 8;

/** Start of the usage that a row needs. */
export const listUsageSince = ({ segments = {}, audiences = {} }: ListCatalog, now: Instant): Instant => {
  const enrollment = { anchoredAt: now, steps: {} };
  const ofRules = usageSince([...Object.values(segments), ...Object.values(audiences)], [], { now, enrollment });
  const ofHeadlines = headlineUsageSince(now);
  return ofRules !== undefined && ofRules < ofHeadlines ? ofRules : ofHeadlines;
};

/**
 * The row of an account; `undefined` if the account is unknown.
 * @param health its last scores, the newest first
 */
export const listedAccount = (
  snapshot: AccountSnapshot,
  health: readonly HealthRecord[],
  catalog: ListCatalog,
  now: Instant,
): ListedAccount | undefined => {
  const { account, profile, evaluation, enrollments, seats, tasks, usage } = snapshot;
  if (profile === undefined) return undefined;
  const word = (name: string) => profile.attributes[name]?.value;
  const text = (name: string) => textAt(name, word(name));
  const [arr, bought] = [word('arr'), word('seats')];
  const seatCounts = {
    ...(typeof bought === 'number' && { bought }),
    ...(seats && { used: seats.filter(({ assigned }) => assigned).length }),
  };
  const [score] = health;
  const open = tasks.filter(({ status }) => status !== 'resolved');
  const [worst] = open.toSorted((a, b) => a.severity - b.severity || compare(a.dueAt, b.dueAt) || compare(a.id, b.id));
  const seen = [...new Set([catalog.login, ...Object.values(catalog.features)])]
    .flatMap(event => (event === undefined ? [] : (usage.of(event).last()?.at ?? [])))
    .sort()
    .at(-1);
  return {
    account,
    name: text('name').name ?? account,
    ...text('status'),
    ...text('plan'),
    ...text('touchModel'),
    ...text('owner'),
    ...text('renewalAt'),
    ...textAt('stage', evaluation?.stage?.name),
    ...(typeof arr === 'number' && { arr }),
    currency: revenueCurrency,
    ...(Object.keys(seatCounts).length > 0 && { seats: seatCounts }),
    ...(score && {
      health: { score: score.score, band: score.band, at: score.at, ...changeOf(health, snapshot, now) },
    }),
    ...(seen !== undefined && { lastSeen: seen.slice(0, 10) }),
    tasks: {
      open: open.length,
      breached: open.filter(({ breachedAt }) => breachedAt !== undefined).length,
      ...(worst && {
        worst: {
          ...{ id: worst.id, reason: worst.because ?? worst.reason, severity: worst.severity, dueAt: worst.dueAt },
          ...(worst.breachedAt !== undefined && { isBreached: true as const }),
        },
      }),
    },
    journeys: [...new Set(enrollments.filter(each => !isOver(each)).map(({ journey }) => journey))].sort(),
    segments: segmentsOf(snapshot, catalog, now),
    ...(catalog.audiences && { audiences: audiencesHeld(snapshot, catalog.audiences, now) }),
    asOf: now,
  };
};

/** Whether the row is in the segment; false if the row does not know it. */
export const isInListed = ({ segments }: Pick<ListedAccount, 'segments'>, segment: string): boolean => {
  const [held, of] = ownMember(segments, segment) ?? [0, 1];
  return held === of;
};

const changeOf = (health: readonly HealthRecord[], { account, profile }: AccountSnapshot, now: Instant) => {
  const { health: moved } = headlineFactsOf({ account, profile, health }, {}, now);
  const component = moved?.moved;
  const because = component && health[0]?.components[component].because;
  return {
    ...(moved && { change: moved.after - moved.before }),
    ...(component && because !== undefined && { cause: { component, because } }),
  };
};

/** Counts of held conditions by segment; a deleted account is in no segment. */
const segmentsOf = (snapshot: AccountSnapshot, { segments = {} }: ListCatalog, now: Instant) => {
  const count = countHeld(snapshot, now);
  return Object.fromEntries(Object.entries(segments).map(([segment, condition]) => [segment, count(condition)]));
};

const audiencesHeld = (snapshot: AccountSnapshot, audiences: Audiences, now: Instant) => {
  const count = countHeld(snapshot, now);
  return Object.fromEntries(Object.entries(audiences).map(([key, condition]) => [key, count(condition)[0]]));
};

const countHeld = (snapshot: AccountSnapshot, now: Instant) => {
  const context = accountContext(snapshot, now);
  const isGone = isDeleted(snapshot.profile);
  return (condition: Condition): readonly [held: number, of: number] => {
    const parts = partsOfCondition(condition);
    const missing = isGone ? 0 : parts.findIndex(part => !holds(part, context));
    return [missing < 0 ? parts.length : missing, parts.length];
  };
};

const textAt = <Name extends string>(name: Name, value: unknown): { [Each in Name]?: string } =>
  (typeof value === 'string' && value !== '' ? { [name]: value } : {}) as { [Each in Name]?: string };

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
