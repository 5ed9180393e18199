import { type Change, enrollmentsIn, keepsWaiting, linesIn, tasksIn } from '../account/change.ts';
import type { Decided } from '../account/decision.ts';
import { evaluateEvent } from '../account/evaluate-event.ts';
import type { DomainEvent } from '../account/event.ts';
import type { AwaitedEvent, Effect, RoomAsked, Routing, RoutingInput, RoutingReason } from '../account/routing.ts';
import { seatChanges } from '../account/seats.ts';
import type { GuardedWeek } from '../account/telemetry-guard.ts';
import { answerEvent } from '../account/worded-answer.ts';
import { memoizeByObject } from '../kernel/memoize.ts';
import { routeEvent } from './route-event.ts';

export interface RoutingSeen {
  input: RoutingInput;
  /** The stored event, if it waited for its account. */
  keptAs?: DomainEvent | undefined;
  /** Journeys with two versions under comparison. */
  compared?: ReadonlySet<string>;
  /** Other events may wait for the account or the customer that this one introduces. */
  bringsWaiting: boolean;
  /** Whether it is marked as handled. Asked at the first attempt, and only for an event that has effects. */
  isHandled?: boolean | undefined;
}

export type RoutingQuestion =
  | { guards: readonly GuardedWeek[] }
  | { owners: readonly string[] }
  /** Asked only once the journeys are known to be open, because asking takes the slot. */
  | { rooms: readonly RoomAsked[] }
  /** Journeys closed to new enrollments; asked only if the event would enroll. */
  | 'closed'
  | 'isHandled';

export type RoutingEffect =
  | { kind: 'moveExecutions'; effects: readonly Effect[] }
  | { kind: 'begin'; changes: readonly Change[] }
  | { kind: 'see'; awaited: readonly AwaitedEvent[] }
  | { kind: 'announceTasks'; changes: readonly Change[] }
  | { kind: 'announceAnswer' }
  | { kind: 'routeWaiting' };

export interface Routed {
  reasons: RoutingReason[];
  /** Whether it has effects besides being counted as usage. */
  isFelt: boolean;
}

/** The effects of an event, ordered so that repeating all of them repairs a crash at any point. */
export const decideRouting = (seen: RoutingSeen): Decided<Routed, RoutingEffect, RoutingQuestion> => {
  const { input, keptAs, bringsWaiting, isHandled } = seen;
  const routing = routingOf(input);
  if (routing.guardsNeeded.length > 0 && input.guards === undefined) return { ask: { guards: routing.guardsNeeded } };
  if (input.closed === undefined && enrollmentsIn(routing.changes).length > 0) return { ask: 'closed' };
  if (routing.roomsNeeded.length > 0 && input.closed !== undefined) return { ask: { rooms: routing.roomsNeeded } };
  if (routing.ownersNeeded.length > 0) return { ask: { owners: routing.ownersNeeded } };
  const { changes, reasons } = routing;
  // Customers' comments are passed on at once, even if their account is not known yet.
  const answered: RoutingEffect[] = input.event.name === answerEvent ? [{ kind: 'announceAnswer' }] : [];
  if (changes.some(keepsWaiting))
    return { ...(answered.length > 0 && { before: answered }), changes, answer: { reasons, isFelt: false } };
  const isIdle = routing.awaited.length + changes.length + routing.effects.length === 0;
  if (!isIdle && isHandled === undefined) return { ask: 'isHandled' };
  const noLongerWaiting: Change[] = keptAs ? [{ kind: 'noLongerWaiting', event: keptAs }] : [];
  if (isHandled) {
    const reason: RoutingReason = { did: 'nothing', because: 'handled before' };
    return { changes: noLongerWaiting, answer: { reasons: [reason], isFelt: false } };
  }
  const { event } = input;
  const isTime = event.name === evaluateEvent;
  const rows = [...changes, ...routing.derived.map((each): Change => ({ kind: 'mark', event: each }))];
  const effects: RoutingEffect[] = [
    ...(routing.effects.length > 0 ? [{ kind: 'moveExecutions', effects: routing.effects } as const] : []),
    ...(bringsWaiting ? [{ kind: 'routeWaiting' } as const] : []),
  ];
  // Executions that it wakes, starts or stops may read this event before it is marked as handled.
  const begun: Change[] = isTime ? [] : [{ kind: 'mark', event, isBegun: true }];
  return {
    before: [
      ...(routing.awaited.length > 0
        ? [{ kind: 'begin', changes: begun } as const, { kind: 'see', awaited: routing.awaited } as const]
        : []),
      ...(tasksIn(changes).length > 0 ? [{ kind: 'announceTasks', changes } as const] : []),
      ...answered,
    ],
    changes: effects.length > 0 && rows.length > 0 ? [...rows, ...begun] : rows,
    effects,
    done: [
      ...seatChanges(event, input.seats),
      // Evaluations are not usage: one counts as handled once it has moved its due time.
      ...(isTime ? [] : [{ kind: 'mark', event } as const]),
      ...noLongerWaiting,
    ],
    answer: { reasons, isFelt: isFelt(routing) },
  };
};

/** Answers outside the input, such as whether the event was handled before, do not change the event's effects. */
export const routingOf = memoizeByObject(routeEvent);

const isFelt = ({ changes, effects, awaited }: Routing): boolean =>
  effects.length + awaited.length + linesIn(changes).length > 0;
