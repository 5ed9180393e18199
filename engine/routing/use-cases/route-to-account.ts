import type { AccountSnapshot } from '../../account/account.ts';
import type { Change } from '../../account/change.ts';
import { evaluateEvent } from '../../account/evaluate-event.ts';
import type { DomainEvent } from '../../account/event.ts';
import type { Routing, RoutingInput, RoutingReason } from '../../account/routing.ts';
import { seatChanges } from '../../account/seats.ts';
import { usageSince } from '../../conditions/evaluate-condition.ts';
import type { CatalogData } from '../../definition/catalog.ts';
import { figuresOf } from '../../definition/figures.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { healthUsageSince } from '../../health/read-health-inputs.ts';
import type { Instant } from '../../kernel/instant.ts';
import { CommitConflict, type Ports, type PortsWith } from '../../ports/ports.ts';
import { closedJourneys } from '../../sending/kill-switches.ts';
import { askGuard } from '../../signals/use-cases/ask-guard.ts';
import { countLoad } from '../../tasks/use-cases/count-load.ts';
import { announceTasks } from '../../tasks/use-cases/notices.ts';
import { raiseUnowned } from '../../tasks/use-cases/raise-unowned.ts';
import { routeEvent } from '../route-event.ts';
import { usageToEnroll, usageToEscalate } from '../routing-usage.ts';
import { carryOut, tellSightings } from './carry-out.ts';

export interface Arrival {
  /** The event as it was kept waiting, if it was. */
  keptAs?: DomainEvent;
  /** To be done before the event counts as handled. */
  beforeDone?: () => Promise<void>;
}

/** A newer write makes the decision void: it is made again. After that many the queue's own retry gives others time. */
const mostTries = 6;

/** An event that starts nothing costs one query and one write. */
export const routeToAccount = async (
  event: DomainEvent & { account: string },
  ports: PortsWith<'machines' | 'switches'>,
  arrival: Arrival = {},
): Promise<RoutingReason[]> => {
  const { accounts } = ports;
  const known = { resolvedTasks: new Set<string>(), enrolledBefore: new Set<string>() };
  const { seats } = await ports.build.catalog();
  const isTime = event.name === evaluateEvent;
  for (let tries = 1; ; tries++) {
    const routing = await decide(event, known, ports);
    if (isKept(routing)) {
      await accounts.commit(event.account, routing.changes);
      return routing.reasons;
    }
    const done: Change[] = [
      ...seatChanges(event, seats),
      // That time passed is no usage: an evaluation was carried out once it moved the time that it was due at.
      ...(isTime ? [] : [{ kind: 'mark', event } as const]),
      ...(arrival.keptAs ? [{ kind: 'noLongerWaiting', event: arrival.keptAs } as const] : []),
    ];
    const isIdle = routing.sightings.length + routing.changes.length + routing.effects.length === 0;
    if (!isIdle && !isTime && tries === 1 && (await accounts.handled(event)))
      return handledBefore(event.account, arrival, ports);
    try {
      await doAll(event, routing, done, arrival, ports);
      if (arrival.keptAs === undefined && isFelt(routing)) measureLatency(event, ports);
      return routing.reasons;
    } catch (error) {
      if (!(error instanceof CommitConflict) || tries === mostTries) throw error;
      const { change } = error;
      if (change.kind === 'task' && change.task.revision === 1) known.resolvedTasks.add(change.task.id);
      if (change.kind === 'enroll') known.enrolledBefore.add(change.enrollment.id);
    }
  }
};

/** What an event does, in an order in which a crash at any point is repaired by doing all of it again. */
const doAll = async (
  event: DomainEvent & { account: string },
  routing: Routing,
  done: Change[],
  arrival: Arrival,
  ports: PortsWith<'machines' | 'switches'>,
) => {
  const { accounts } = ports;
  // Executions that it wakes, starts or ends may read this event before it is marked as handled.
  const begun: Change[] = event.name === evaluateEvent ? [] : [{ kind: 'mark', event, isBegun: true }];
  if (routing.sightings.length > 0) await accounts.commit(event.account, begun);
  await tellSightings(event.account, routing.sightings, ports);
  const marks = routing.derived.map((each): Change => ({ kind: 'mark', event: each }));
  const rows = [...routing.changes, ...marks];
  await raiseUnowned(routing.changes, ports);
  await announceTasks(routing.changes, ports);
  if (routing.effects.length === 0 && arrival.beforeDone === undefined) {
    await accounts.commit(event.account, [...rows, ...done]);
    return;
  }
  if (rows.length > 0) await accounts.commit(event.account, [...rows, ...begun]);
  await carryOut(event.account, routing.effects, ports);
  await arrival.beforeDone?.();
  await accounts.commit(event.account, done);
};

/** Does it do more than to be known? */
const isFelt = ({ changes, effects, sightings }: Routing): boolean =>
  effects.length + sightings.length > 0 || changes.some(({ kind }) => kind === 'line');

const measureLatency = ({ receivedAt }: DomainEvent, { metrics, clock }: Ports): void =>
  metrics.add({
    metric: 'SecondsToEffect',
    value: Math.max(0, Date.parse(clock.now()) - Date.parse(receivedAt)) / 1000,
  });

const isKept = ({ changes }: Routing): boolean => changes.some(({ kind }) => kind === 'waiting');

const handledBefore = async (account: string, { keptAs }: Arrival, { accounts }: Ports): Promise<RoutingReason[]> => {
  if (keptAs) await accounts.commit(account, [{ kind: 'noLongerWaiting', event: keptAs }]);
  return [{ did: 'nothing', because: 'handled before' }];
};

/** `known`: enrollments that existed already although the snapshot does not show them. */
const decide = async (
  event: DomainEvent & { account: string },
  known: Pick<RoutingInput, 'resolvedTasks' | 'enrolledBefore'>,
  ports: PortsWith<'switches'>,
): Promise<Routing> => {
  const now = ports.clock.now();
  const [journeys, catalog, team, switches] = await Promise.all([
    ports.build.journeys(),
    ports.build.catalog(),
    ports.build.team(),
    ports.switches.read(now),
  ]);
  const snapshot = await read(event, usageNeeded(event, journeys, catalog, now), now, ports);
  const { dateAttributes, seats, goals } = catalog;
  const input: RoutingInput = {
    event,
    snapshot,
    journeys,
    catalog,
    dateAttributes,
    seats,
    goals,
    now,
    closed: closedJourneys(switches),
    ...known,
    team,
  };
  const routing = await guarded(input, ports);
  if (routing.ownersNeeded.length === 0) return routing;
  return guarded({ ...input, load: await countLoad(routing.ownersNeeded, ports) }, ports);
};

/** Routes, and asks the telemetry guard first where that is needed. */
const guarded = async (input: RoutingInput, ports: Ports): Promise<Routing> => {
  const routing = routeEvent(input);
  if (routing.guardsNeeded.length === 0) return routing;
  return routeEvent({ ...input, guards: await askGuard(routing.guardsNeeded, input.journeys, ports) });
};

const usageNeeded = (
  event: DomainEvent,
  journeys: readonly JourneyDefinition[],
  { health }: Pick<CatalogData, 'health'>,
  now: Instant,
): Instant | undefined => {
  const needed = usageToEnroll(event, journeys, now);
  if (event.name !== evaluateEvent) return needed;
  const all = [needed, health && healthUsageSince(now), usageSince([], figuresOf(journeys), { now })];
  return all.filter(each => each !== undefined).sort()[0];
};

/** One query; a second one where an enrollment that is there needs more usage than was foreseen. */
const read = async (
  event: DomainEvent & { account: string },
  foreseen: Instant | undefined,
  now: Instant,
  { accounts }: Ports,
): Promise<AccountSnapshot> => {
  const snapshot = await accounts.snapshot(event.account, {
    // A person's part in the relationship counts for the health score.
    withoutContacts: event.name !== evaluateEvent,
    ...(foreseen && { usageSince: foreseen }),
  });
  const needed = usageToEscalate(event, snapshot, now);
  const isEnough = needed === undefined || (foreseen !== undefined && foreseen <= needed);
  return isEnough ? snapshot : accounts.snapshot(event.account, { withoutContacts: true, usageSince: needed });
};
