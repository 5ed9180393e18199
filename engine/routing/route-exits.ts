import type { AccountSnapshot } from '../account/account.ts';
import { isDeleted } from '../account/account-status.ts';
import type { Change } from '../account/change.ts';
import { type Enrollment, isOver } from '../account/enrollment.ts';
import type { DomainEvent } from '../account/event.ts';
import { stops } from '../account/operator-events.ts';
import type { Effect, RoutingInput, RoutingReason } from '../account/routing.ts';
import type { Task } from '../account/task.ts';
import { matches } from '../conditions/evaluate-condition.ts';
import { measuredGoal } from '../conditions/measured-goal.ts';
import { type Instant, toSecond } from '../kernel/instant.ts';
import { exitedLine } from '../tasks/route-lines.ts';
import { outlived } from '../tasks/route-task-ends.ts';
import { autoResolve } from '../tasks/task-changes.ts';
import { taskWritten } from '../tasks/task-written.ts';

export interface RoutedExits {
  changes: Change[];
  effects: Effect[];
  reasons: RoutingReason[];
  /** Active enrollments that no fact ends. */
  staying: Enrollment[];
  /** Without the tasks that went with their enrollments. */
  snapshot: AccountSnapshot;
}

/** Ends the enrollments whose own exit rules a fact meets, and with them the tasks that are no longer needed. */
export const routeExits = (facts: readonly DomainEvent[], input: RoutingInput): RoutedExits => {
  const { snapshot, now } = input;
  const active = snapshot.enrollments.filter(each => !isOver(each));
  const exits = active.flatMap(enrollment => {
    const reason = exitReason(enrollment, facts, snapshot);
    return reason === undefined ? [] : [{ enrollment, reason }];
  });
  const leaving = new Set(exits.map(({ enrollment }) => enrollment.id));
  const staying = active.filter(({ id }) => !leaving.has(id));
  const left = snapshot.tasks.filter(
    task => leaving.has(task.enrollment) && !staying.some(({ journey }) => journey === task.journey),
  );
  const deleted = snapshot.tasks.filter(task => isOfDeleted(task, facts, snapshot));
  const outliving = left.flatMap(task => (deleted.includes(task) ? [] : (outlived(task, facts, input) ?? [])));
  const living = new Map(outliving.map(({ task }) => [task.id, task]));
  const moot = snapshot.tasks.filter(task => deleted.includes(task) || (left.includes(task) && !living.has(task.id)));
  return {
    changes: [
      ...exits.flatMap(({ enrollment, reason }): Change[] => {
        const measured = measuredGoal(enrollment, snapshot, now);
        return [
          { kind: 'exit', enrollment: enrollment.id, reason, at: now, ...measured },
          { kind: 'line', line: exitedLine(enrollment, reason, { ...input, ...measured }) },
        ];
      }),
      ...moot.flatMap(task => taskWritten(autoResolve(task), input, { enrollments: staying, rank: 'cleared' })),
      ...outliving.flatMap(each => taskWritten(each, input, { enrollments: staying, rank: 'cleared' })),
    ],
    effects: [...[...leaving].map((enrollment): Effect => ({ kind: 'leave', enrollment })), ...leaveEffects(input)],
    reasons: exits.map(({ enrollment, reason }) => ({ journey: enrollment.journey, did: 'exited', because: reason })),
    staying,
    snapshot: {
      ...snapshot,
      tasks: snapshot.tasks.flatMap(task => (moot.includes(task) ? [] : [living.get(task.id) ?? task])),
    },
  };
};

/** A deleted account keeps no open tasks, in any journey. */
const isOfDeleted = (task: Task, facts: readonly DomainEvent[], snapshot: AccountSnapshot): boolean => {
  const began = snapshot.enrollments.find(({ id }) => id === task.enrollment)?.anchoredAt ?? task.openedAt;
  return facts.some(fact => fact.name === deletedEvent && concerns(fact, began, snapshot));
};

export const deletedEvent = 'Account Deleted';

/** Why the enrollment ends, if it does. A deleted account leaves every journey. */
const exitReason = (
  enrollment: Enrollment,
  facts: readonly DomainEvent[],
  snapshot: AccountSnapshot,
): string | undefined =>
  facts.some(fact => stops(fact, enrollment)) ? 'stopped' : exitEvent(enrollment, facts, snapshot);

const exitEvent = (
  { anchoredAt, exit, trigger }: Enrollment,
  facts: readonly DomainEvent[],
  snapshot: AccountSnapshot,
): string | undefined =>
  facts.find(
    fact =>
      concerns(fact, anchoredAt, snapshot) &&
      fact.id !== trigger.id &&
      (fact.name === deletedEvent || exit.some(rule => matches(rule, fact, trigger.fields))),
  )?.name;

/** Does the event end what began then? One from before it ends nothing, but for the deletion of an account that is still deleted. */
const concerns = ({ name, occurredAt }: DomainEvent, began: Instant, { profile }: AccountSnapshot): boolean =>
  toSecond(occurredAt) >= toSecond(began) || (name === deletedEvent && isDeleted(profile));

/** Exits written by an earlier attempt at this event, which may have died before it ended their waits and retired their prompts. */
export const leaveEffects = ({ event, snapshot }: RoutingInput): Effect[] =>
  snapshot.enrollments
    .filter(({ exitReason, endedAt }) => exitReason !== undefined && (endedAt ?? '') >= event.receivedAt)
    .map(({ id }) => ({ kind: 'leave', enrollment: id }));
