import type { AccountSnapshot } from '../../account/account.ts';
import type { DomainEvent } from '../../account/event.ts';
import { accountTimezone } from '../../account/profile.ts';
import { dateIn } from '../../definition/calendar.ts';
import { plusDays } from '../../definition/dates.ts';
import { type CallOf, type StepCall, specialArms } from '../../definition/step-call.ts';
import type { CalendarDate } from '../../kernel/instant.ts';
import { stepEvent } from '../step-event.ts';
import type { StepTurn } from '../step-turn.ts';
import type { MoveGoalStep } from './step.ts';

/** A goal without a day has none that could move. */
export const moveGoalTurn: StepTurn<CallOf<StepCall, 'moveGoal'>, DomainEvent> = {
  acts: true,
  exitedArm: () => specialArms.exited,
  go: (call, { seen }) => {
    const { goal, days } = call.step;
    const date = dayOf(call.step, seen.snapshot);
    if (date === undefined) return {};
    return { before: [stepEvent(call, seen.now, 'goal.moved', { goal, dueAt: plusDays(date, days) })] };
  },
};

const dayOf = ({ goal, target }: MoveGoalStep, { profile, successPlan }: AccountSnapshot): CalendarDate | undefined => {
  const planned = successPlan?.goals.find(({ id }) => id === goal);
  return dateIn(planned ? planned.dueAt : profile?.attributes[target]?.value, accountTimezone(profile));
};
