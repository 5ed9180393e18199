import type { AccountSnapshot } from '../account/account.ts';
import type { Enrollment, ParkedWait } from '../account/enrollment.ts';
import type { BranchCall, StepCall, TaskCall, TouchCall } from '../definition/step-call.ts';
import { isNext } from '../definition/step-call.ts';
import { type Instant, type Second, toSecond } from '../kernel/instant.ts';
import { stepKey, untilOf } from '../steps/step-frame.ts';
import type { ChoiceState, FunctionState, ParkState, StateMachineDefinition } from './asl.ts';
import { parkEnrollment } from './asl.ts';
import { armCondition } from './took-state.ts';

/** How far a new execution gets without doing anything new. */
export type ReplayEnd =
  | { at: 'wait'; wait: Pick<ParkedWait, 'step' | 'wake' | 'listens'>; until: Second | '' }
  /** A step that the enrollment has not done, or whose arm no longer exists. */
  | { at: 'step'; step: string }
  | { at: 'end' };

/** An enrollment as its execution sees it. */
export interface Replayed {
  enrollment: Enrollment;
  snapshot: Pick<AccountSnapshot, 'profile'>;
  now: Instant;
  /** Initial wake-up of the execution. */
  until: Second | '';
}

/**
 * Follows a new execution of an enrollment through its done steps: each step repeats its answer, because its turn and
 * arm are on the row, and each wait whose time has passed ends at once. It stops at a wait for events, because the row
 * does not record how that ended.
 */
export const replay = ({ StartAt, States }: StateMachineDefinition, replayed: Replayed): ReplayEnd => {
  const { enrollment, now } = replayed;
  let name: string | undefined = StartAt;
  let until = replayed.until;
  let took = '';
  while (name !== undefined) {
    const state: StateMachineDefinition['States'][string] | undefined = States[name];
    if (state === undefined || state.Type === 'Succeed') return { at: 'end' };
    if (state.Type === 'Choice') name = chosen(state, took);
    else if (isPark(state)) {
      const wait = waitIn(state);
      if (wait.listens.length > 0 || until > toSecond(now)) return { at: 'wait', wait, until };
      name = state.Next;
    } else {
      const call = state.Arguments.Payload as unknown as Call;
      const done = enrollment.steps[stepKey(call)];
      took = enrollment.took?.[stepKey(call)] ?? '';
      const next = isNext(call.next) ? call.next : call.next[took];
      if (done === undefined || next === undefined) return { at: 'step', step: call.step.id };
      until = untilOf(next, replayed.snapshot, enrollment, call.policy, done);
      name = state.Next;
    }
  }
  return { at: 'end' };
};

type Call = TouchCall | BranchCall | TaskCall | StepCall;

const isPark = (state: FunctionState | ParkState): state is ParkState => state.Resource === parkEnrollment;

const waitIn = ({ Arguments }: ParkState): Pick<ParkedWait, 'step' | 'wake' | 'listens'> =>
  JSON.parse(Arguments.ExpressionAttributeValues[':w']?.S ?? '');

const chosen = ({ Choices, Default }: ChoiceState, took: string): string | undefined =>
  Choices.find(({ Condition }) => Condition === armCondition(took))?.Next ?? Default;
