import type { AccountSnapshot } from '../../account/account.ts';
import { type Change, enrollmentsIn, tasksIn } from '../../account/change.ts';
import { evaluateEvent } from '../../account/evaluate-event.ts';
import type { DomainEvent } from '../../account/event.ts';
import { soleEnrollmentOf } from '../../account/operator-events.ts';
import type { RoomAsked, RoutingReason } from '../../account/routing.ts';
import { farthest, lookBackOf, startOfLookBack } from '../../conditions/look-back.ts';
import type { CatalogData } from '../../definition/catalog.ts';
import { featureFigures, figuresOf } from '../../definition/figures.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { healthUsageSince } from '../../health/choose-rules.ts';
import type { Instant } from '../../kernel/instant.ts';
import { memoizeByObject } from '../../kernel/memoize.ts';
import type { Ports, PortsWith } from '../../ports/ports.ts';
import { closedJourneys } from '../../sending/kill-switches.ts';
import { resolveGuardVerdicts } from '../../signals/use-cases/resolve-guard-verdicts.ts';
import { planUsageSince } from '../../success-plans/plan-usage.ts';
import { countLoad } from '../../tasks/use-cases/count-load.ts';
import { type TurnAttempt, turn } from '../../turn.ts';
import { journeysFor } from '../../versions/use-cases/journeys-for.ts';
import { decideRouting, type RoutingQuestion, type RoutingSeen } from '../decide-routing.ts';
import { refusedEntries } from '../entry-gates.ts';
import { usageToEnroll, usageToEscalate, usageToLeave } from '../routing-usage.ts';
import { type PerformPorts, performRouting } from './perform-routing.ts';

export type AccountRoutePorts = PerformPorts &
  PortsWith<'controls' | 'entryRefusals' | 'guardedWeeks' | 'switches' | 'tasks'>;

type RoutedEvent = DomainEvent & { account: string };

export interface Arrival {
  /** The stored event, if it waited for its account. */
  keptAs?: DomainEvent;
  /** Routes events that waited for the account or the customer that this one introduces; done before it counts as handled. */
  routeWaiting?: () => Promise<void>;
}

/** An event that starts nothing costs one query and one write. */
export const routeToAccount = async (
  event: RoutedEvent,
  ports: AccountRoutePorts,
  arrival: Arrival = {},
): Promise<RoutingReason[]> => {
  const { reasons, isFelt } = await turn(
    {
      account: event.account,
      read: attempt => look(event, arrival, attempt, ports),
      decide: decideRouting,
      answer: (asked, seen) => answer(asked, seen, ports),
      watch: (seen, decided) => ports.decisions?.routed(seen, decided.answer),
      perform: (effects, { compared = new Set<string>() }) =>
        performRouting(effects, {
          event,
          routeWaiting: arrival.routeWaiting,
          compared,
          ports,
        }),
    },
    ports,
  );
  if (arrival.keptAs === undefined && isFelt) measureLatency(event, ports);
  // Only for reporting, so nothing is lost if the process crashes here: the next attempt reports it.
  for (const refusal of refusedEntries(event, reasons, ports.clock.now())) await ports.entryRefusals.keep(refusal);
  return reasons;
};

const measureLatency = ({ receivedAt }: DomainEvent, { metrics, clock }: Ports): void =>
  metrics.add({
    metric: 'SecondsToEffect',
    value: Math.max(0, Date.parse(clock.now()) - Date.parse(receivedAt)) / 1000,
  });

const look = async (
  event: RoutedEvent,
  { keptAs, routeWaiting }: Arrival,
  { attempt, conflicts }: TurnAttempt,
  ports: AccountRoutePorts,
): Promise<RoutingSeen> => {
  const now = ports.clock.now();
  const [{ journeys, compared }, catalog, team, pools] = await Promise.all([
    journeysFor(event.account, now, ports),
    ports.build.catalog(),
    ports.build.team(),
    ports.build.pools(),
  ]);
  const snapshot = await read(event, usageNeeded(event, journeys, catalog, now), now, ports);
  const { dateAttributes, seats, goals } = catalog;
  return {
    input: {
      event,
      snapshot,
      journeys,
      catalog,
      dateAttributes,
      seats,
      goals,
      now,
      team,
      pools,
      ...existing(conflicts),
    },
    keptAs,
    compared,
    bringsWaiting: routeWaiting !== undefined,
    // Evaluations are never marked; and the effects that an earlier attempt began are not done.
    isHandled: attempt > 1 || event.name === evaluateEvent ? false : undefined,
  };
};

/** Rows that must exist, according to the conflict, although the snapshot lacks them. */
const existing = (conflicts: readonly Change[]) => ({
  resolvedTasks: new Set(tasksIn(conflicts).flatMap(({ id, revision }) => (revision === 1 ? [id] : []))),
  enrolledBefore: new Set(enrollmentsIn(conflicts).map(({ id }) => id)),
});

const answer = async (asked: RoutingQuestion, seen: RoutingSeen, ports: AccountRoutePorts): Promise<RoutingSeen> => {
  const { input } = seen;
  if (asked === 'isHandled') return { ...seen, isHandled: await ports.accounts.handled(input.event) };
  if (asked === 'closed')
    return { ...seen, input: { ...input, closed: closedJourneys(await ports.switches.read(input.now)) } };
  if ('guards' in asked)
    return { ...seen, input: { ...input, guards: await resolveGuardVerdicts(asked.guards, input.journeys, ports) } };
  if ('rooms' in asked) return { ...seen, input: { ...input, rooms: await takeRooms(asked.rooms, input.now, ports) } };
  return { ...seen, input: { ...input, load: await countLoad(asked.owners, ports) } };
};

/** Hourly slots taken by a failed attempt stay taken, so fewer accounts enter in that hour. */
const takeRooms = async (
  rooms: readonly RoomAsked[],
  now: Instant,
  { controls }: AccountRoutePorts,
): Promise<ReadonlyMap<string, boolean>> => {
  const taken = new Map<string, boolean>();
  for (const { journey, perHour } of rooms)
    taken.set(journey, await controls.countCalls(`campaign:${journey}`, { now, calls: 1, atMost: perHour }));
  return taken;
};

const usageNeeded = (
  event: DomainEvent,
  journeys: readonly JourneyDefinition[],
  catalog: Pick<CatalogData, 'health' | 'stages' | 'features'>,
  now: Instant,
): Instant | undefined => {
  const { health, stages } = catalog;
  const needed = usageToEnroll(event, journeys, now, stages);
  if (event.name !== evaluateEvent) return needed;
  const figures = startOfLookBack(farthest([lookBackOfCompared(journeys), lookBackOfFeatures(catalog)]), now);
  return [needed, health && healthUsageSince(health, now), figures].reduce(earlier);
};

const lookBackOfCompared = memoizeByObject((journeys: readonly JourneyDefinition[]) =>
  lookBackOf([], figuresOf(journeys)),
);

const lookBackOfFeatures = memoizeByObject((catalog: Pick<CatalogData, 'features'>) =>
  lookBackOf([], featureFigures(catalog)),
);

/**
 * One query, and a second one if an existing enrollment needs more usage than estimated. An event about one enrollment reads
 * only that enrollment.
 */
const read = async (
  event: RoutedEvent,
  foreseen: Instant | undefined,
  now: Instant,
  { accounts }: Ports,
): Promise<AccountSnapshot> => {
  const ofEnrollment = soleEnrollmentOf(event);
  if (ofEnrollment !== undefined) return accounts.snapshot(event.account, { ofEnrollment });
  const snapshot = await accounts.snapshot(event.account, {
    // A person's part in the relationship counts for the health score.
    withoutContacts: event.name !== evaluateEvent,
    ...(foreseen && { usageSince: foreseen }),
  });
  const isAsked = event.name === evaluateEvent;
  const needed = [
    usageToEscalate(event, snapshot, now),
    usageToLeave(event, snapshot, now),
    isAsked ? planUsageSince(snapshot, now) : undefined,
  ].reduce(earlier);
  const isEnough = needed === undefined || (foreseen !== undefined && foreseen <= needed);
  return isEnough ? snapshot : accounts.snapshot(event.account, { withoutContacts: !isAsked, usageSince: needed });
};

const earlier = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a !== undefined && b !== undefined ? (a < b ? a : b) : (a ?? b);
