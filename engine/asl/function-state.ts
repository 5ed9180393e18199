import type { BranchCall, CallFrame, StepCall, TaskCall, TouchCall } from '../domain/step-call.ts';
import { stepErrors } from '../domain/step-call.ts';
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
    Payload: { ...perFunction[name].ids, ...frame(place, definition), ...fields(call) },
  },
  TimeoutSeconds: 60,
  Output: output,
  Retry: [brokenFunction, perFunction[name].busy],
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
 * The service, or the function's process, failed; trying again is safe, as every step is idempotent by its own name.
 * Each try is billed as a transition.
 */
const brokenFunction: Retrier = {
  ErrorEquals: [
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.Unknown',
    'Sandbox.Timedout',
    'States.Timeout',
  ],
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxAttempts: 6,
  JitterStrategy: 'FULL',
};

const busyFunction: Retrier = {
  ErrorEquals: ['Lambda.TooManyRequestsException'],
  IntervalSeconds: 5,
  BackoffRate: 2,
  MaxAttempts: 8,
  MaxDelaySeconds: 300,
  JitterStrategy: 'FULL',
};

const busyMail: Retrier = { ...busyFunction, ErrorEquals: ['Lambda.TooManyRequestsException', stepErrors.throttled] };

const perFunction: Readonly<Record<FunctionPlaceholder, { ids: Readonly<Record<string, Json>>; busy: Retrier }>> = {
  '${DeliverTouch}': { ids: callIds, busy: busyMail },
  '${EvaluateBranch}': { ids: branchCallIds, busy: busyFunction },
  '${OpenTask}': { ids: callIds, busy: busyFunction },
  '${TakeStep}': { ids: callIds, busy: busyFunction },
};
