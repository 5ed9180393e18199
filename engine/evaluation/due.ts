import type { DueInput, DueInstant, DuePart } from '../account/due-part.ts';
import { billingDue } from '../billing/billing-clock.ts';
import { guardDue, quietDue, weekDue } from '../signals/due.ts';
import { stageDue } from '../stages/route-stage.ts';
import { goalDue } from '../success-plans/goal-due.ts';
import { taskDue } from '../tasks/task-clock.ts';
import { journeysWithDue, triggerTurnOf } from '../triggers/turn-of.ts';

/** When time alone lets a trigger enroll, as its kind says. */
const triggerDue: DuePart = ({ snapshot, journeys, now }) =>
  journeysWithDue(journeys).flatMap(({ id, enroll }) => {
    const at = triggerTurnOf(enroll).due?.(enroll, { journey: id, snapshot, now });
    return at !== undefined && at > now ? [{ at }] : [];
  });

/** Told by the account's state alone, so known after every event. A part that waits for time adds itself here. */
const partsOfState: readonly DuePart[] = [billingDue, triggerDue, weekDue, guardDue, taskDue, goalDue];

/** Told by usage, which only an evaluation reads as far back as it must. */
const partsOfUsage: readonly DuePart[] = [quietDue, stageDue];

/** After an evaluation, which read all usage that matters. */
export const dueAfterEvaluation = (input: DueInput): DueInstant[] =>
  [...partsOfState, ...partsOfUsage].flatMap(part => part(input));

/** After any other event. */
export const dueByState = (input: DueInput): DueInstant[] => partsOfState.flatMap(part => part(input));
