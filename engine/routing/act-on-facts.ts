import type { AccountSnapshot } from '../account/account.ts';
import type { DomainEvent } from '../account/event.ts';
import type { Routing, RoutingInput, RoutingReason } from '../account/routing.ts';
import { justLeft, routeClearedSignals, routeNewOwner, routeTaskClock } from '../tasks/route-task-ends.ts';
import { earlyTasks } from '../tasks/route-tasks.ts';
import type { JudgedFacts } from './judge-facts.ts';
import { enrollAccount, type RoutedEnrollments, startsOf } from './route-enroll.ts';
import { type RoutedExits, routeExits } from './route-exits.ts';
import { learnedChanges } from './route-learned.ts';
import { routeMoves } from './route-moves.ts';
import { awaitedEvents } from './route-waits.ts';

/** Effects of the facts on tasks and enrollments: exits before entries, so that an exit beats a send. */
export interface Acted extends Pick<Routing, 'awaited' | 'changes' | 'effects' | 'reasons' | 'ownersNeeded'> {
  /** Input of the enrollment decision: the account with its enrollments before this event. */
  entering: RoutingInput;
  entered: RoutedEnrollments;
  /** The tasks after the event, and the enrollments that remain active. */
  snapshot: AccountSnapshot;
}

/** `before`: the account before the event. */
export const actOnFacts = (
  { facts, input, changes: byAction }: Pick<JudgedFacts, 'facts' | 'input' | 'changes'>,
  before: AccountSnapshot,
): Acted => {
  const cleared = routeClearedSignals(facts, input);
  const exits = routeExits(facts, { ...input, snapshot: cleared.snapshot });
  const followed = routeNewOwner(before.profile, { ...input, snapshot: exits.snapshot });
  // After the tasks that were just resolved or reassigned: those do not breach.
  const timed = routeTaskClock({ ...input, snapshot: followed.snapshot });
  const entering = {
    ...input,
    profileBefore: before.profile,
    snapshot: { ...timed.snapshot, enrollments: before.enrollments },
  };
  const entered = enrollAccount(facts, entering);
  const early = earlyTasks(
    facts,
    [...exits.staying, ...entered.enrollments, ...justLeft(input)],
    { ...input, snapshot: { ...timed.snapshot, enrollments: exits.staying } },
    byAction.length + cleared.changes.length > 0 ? 'caused' : 'signaled',
  );
  const moves = routeMoves({
    ...input,
    snapshot: { ...early.snapshot, enrollments: exits.staying },
    before,
    mayRelease: mayRelease(input.event, before, early.snapshot, exits),
  });
  const awaited = exits.staying.flatMap(enrollment => awaitedEvents(enrollment, [...facts, ...cleared.facts]));
  return {
    awaited,
    changes: [
      ...cleared.changes,
      ...exits.changes,
      ...followed.changes,
      ...timed.changes,
      ...entered.changes,
      ...early.changes,
      ...exits.staying.flatMap(enrollment => learnedChanges(enrollment, facts)),
      ...moves.changes,
    ],
    effects: [...exits.effects, ...entered.effects, ...startsOf(input.event, exits.staying), ...moves.effects],
    reasons: [
      ...exits.reasons,
      ...entered.reasons,
      ...early.reasons,
      ...moves.reasons,
      ...awaited.map(({ flag }): RoutingReason => ({ did: 'woke', because: flag })),
    ],
    ownersNeeded: input.load === undefined ? [...new Set(early.owners)] : [],
    entering,
    entered,
    snapshot: early.snapshot,
  };
};

/**
 * Whether this event, or an earlier attempt that crashed before it resumed the waits, may have released held touches:
 * a contact's address was verified, or the last risk task was resolved.
 */
const mayRelease = (
  { name }: DomainEvent,
  before: AccountSnapshot,
  after: AccountSnapshot,
  exits: RoutedExits,
): boolean =>
  name === 'contact.verified' ||
  (!atRisk(after) &&
    (name === 'task.resolved' || atRisk(before) || (exits.changes.length === 0 && exits.effects.length > 0)));

const atRisk = ({ tasks }: AccountSnapshot): boolean => tasks.some(({ type }) => type === 'risk');
