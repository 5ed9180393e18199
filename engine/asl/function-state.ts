import type { BranchCall, CallFrame, StepCall, TaskCall, TouchCall } from '../definition/step-call.ts';
import { stepErrors } from '../definition/step-call.ts';
import type { Catcher, FunctionPlaceholder, FunctionState, Onward, Output, Retrier } from './asl.ts';
import { invokeFunction } from './asl.ts';
import type { Compilation, Following, Place } from './compilation.ts';
import { branchCallIds, callIds, stepDone } from './execution-data.ts';
import { type Json, literal } from './literal.ts';

interface Calls {
  '${DeliverTouch}': TouchCall;
  '${EvaluateBranch}': BranchCall;
  '${OpenTask}': TaskCall;
  '${TakeStep}': StepCall;
}

/** What a call has beside the frame that is the same for all. */
type Own<Call> = Omit<Call, keyof CallFrame | 'at'>;

export interface FunctionCall<Name extends FunctionPlaceholder> {
  function: Name;
  place: Place;
  call: Own<Calls[Name]>;
  onward: Onward;
  output?: Output;
  catch?: readonly Catcher[];
}

/** A state that calls a step's function with all that it must know. */
export const functionState = <Name extends FunctionPlaceholder>(
  { function: name, place, call, onward, output = stepDone, catch: catchers }: FunctionCall<Name>,
  { definition }: Compilation,
): FunctionState => ({
  Type: 'Task',
  Resource: invokeFunction,
  Arguments: {
    FunctionName: name,
    Payload: { ...idsOf[name], ...frame(place, definition), ...fields(call) },
  },
  TimeoutSeconds: 60,
  Output: output,
  Retry: [...(catchers ? [held] : []), busy, broken],
  ...(catchers && { Catch: catchers }),
  ...onward,
});

export const onwardTo = ({ state }: Following): Onward => (state === undefined ? { End: true } : { Next: state });

const frame = ({ order, iteration }: Place, { id, hash, title, goal, policy }: Compilation['definition']) =>
  fields({ journey: { id, version: hash, title }, order, iteration, goal, policy });

const fields = (data: object): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => (value === undefined ? [] : [[key, literal(value)]])),
  );

/**
 * There is no room right now, and nothing was done: Lambda is at its concurrency, SES at its rate or its day's quota, or the
 * table is throttled or written by others. The call waits its turn, however many are before it: a thousand tries take five
 * days and 3,000 of the 25,000 events of an execution's history.
 */
const busy: Retrier = {
  ErrorEquals: [
    'Lambda.TooManyRequestsException',
    stepErrors.throttled,
    'CommitConflict',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'ThrottlingException',
    'TransactionConflictException',
  ],
  IntervalSeconds: 5,
  BackoffRate: 2,
  MaxAttempts: 1000,
  MaxDelaySeconds: 900,
  JitterStrategy: 'FULL',
};

/** That a step may not go yet is no fault: its Catch has it. Of retriers the first counts that names an error. */
const held: Retrier = { ...busy, ErrorEquals: [stepErrors.held], MaxAttempts: 0 };

/**
 * Whatever else goes wrong: the service, what the function calls, or the function itself, which the next deployment fixes.
 * Trying again is safe, as every step is idempotent by its own name; giving up ends the enrollment for good. 16 tries take an
 * hour or so, each billed as a transition.
 */
const broken: Retrier = {
  ...busy,
  ErrorEquals: ['States.TaskFailed', 'States.Timeout'],
  IntervalSeconds: 2,
  MaxAttempts: 16,
};

const idsOf: Readonly<Record<FunctionPlaceholder, Readonly<Record<string, Json>>>> = {
  '${DeliverTouch}': callIds,
  '${EvaluateBranch}': branchCallIds,
  '${OpenTask}': callIds,
  '${TakeStep}': callIds,
};
