import type { AccountSnapshot } from '../account/account.ts';
import type { Enrollment, ParkedWait } from '../account/enrollment.ts';
import type { BranchCall, StepCall, TaskCall, TouchCall } from '../definition/step-call.ts';
import { isNext } from '../definition/step-call.ts';
import { type Instant, type Second, toSecond } from '../kernel/instant.ts';
import { stepKey, untilOf } from '../steps/step-frame.ts';
import type { ChoiceState, FunctionState, ParkState, StateMachineDefinition } from './asl.ts';
import { parkEnrollment } from './asl.ts';
import { armCondition } from './took-state.ts';

/** Where an execution that begins anew comes to, without doing anything that was not done before. */
export type ReplayEnd =
  | { at: 'wait'; wait: Pick<ParkedWait, 'step' | 'wake' | 'listens'>; until: Second | '' }
  /** A step that the enrollment has not done, or an arm that is not there any more. */
  | { at: 'step'; step: string }
  | { at: 'end' };

/** An enrollment as its execution sees it. */
export interface Replayed {
  enrollment: Enrollment;
  snapshot: Pick<AccountSnapshot, 'profile'>;
  now: Instant;
  /** First wake-up. */
  until: Second | '';
}

/**
 * Follows a new execution of an enrollment through what is done already: each step answers as it did, since its turn and its
 * arm are on the row, and each wait whose time has passed ends at once. What a wait for events ended by is not on the row:
 * at such a wait it stops.
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
