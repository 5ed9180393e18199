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

/** The fields of a call except the frame that all calls share. */
type Own<Call> = Omit<Call, keyof CallFrame | 'at'>;

export interface FunctionCall<Name extends FunctionPlaceholder> {
  function: Name;
  place: Place;
  call: Own<Calls[Name]>;
  onward: Onward;
  output?: Output;
  catch?: readonly Catcher[];
}

/** A state that calls a step's function, with all that it needs as arguments. */
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
 * Capacity is exhausted, and nothing was done: Lambda is at its concurrency limit, SES at its rate or daily quota, or
 * the table is throttled or contended. The call is retried for long: a thousand attempts take five days, and 3,000 of
 * the 25,000 events of an execution's history.
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

/**
 * Leaves a held step to its Catch, without a retry. It must come first: the first retrier that names an error applies.
 */
const held: Retrier = { ...busy, ErrorEquals: [stepErrors.held], MaxAttempts: 0 };

/**
 * Any other error: of the service, of the function's callees, or of the function itself, until a deployment fixes it.
 * Retrying is safe, because each step is idempotent by its name; giving up would end the enrollment for good. 16
 * attempts take about an hour, and each is billed as a transition.
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
