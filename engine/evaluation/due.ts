import type { DueInput, DueInstant, DuePart } from '../account/due-part.ts';
import { billingDue } from '../billing/billing-clock.ts';
import { guardDue } from '../signals/due-guard.ts';
import { quietDue } from '../signals/due-quiet.ts';
import { weekDue } from '../signals/due-week.ts';
import { stageDue } from '../stages/route-stage.ts';
import { goalDue } from '../success-plans/goal-due.ts';
import { taskDue } from '../tasks/task-clock.ts';
import { triggerDue } from './due-triggers.ts';

/** Told by the account's state alone, so known after every event. A part that waits for time adds itself here. */
const partsOfState: readonly DuePart[] = [billingDue, triggerDue, weekDue, guardDue, taskDue, goalDue];

/** Told by usage, which only an evaluation reads as far back as it must. */
const partsOfUsage: readonly DuePart[] = [quietDue, stageDue];

/** After an evaluation, which read all usage that matters. */
export const dueAfterEvaluation = (input: DueInput): DueInstant[] =>
  [...partsOfState, ...partsOfUsage].flatMap(part => part(input));

/** After any other event. */
export const dueByState = (input: DueInput): DueInstant[] => partsOfState.flatMap(part => part(input));
