import { LateAnswer } from '../late-answer.ts';
import type { Execution } from './execution.ts';
import { StateError } from './state-error.ts';

/** The services that tasks call. Results may be promises; errors are StateErrors. */
export interface Integrations {
  /** Returns the function's result, or a LateAnswer of it. `group` is that of the execution. */
  invokeFunction(name: string, payload: unknown, group: string): unknown;
  dynamodb(action: 'updateItem', given: unknown): unknown;
}

/** Runs a `lambda:invoke` task. */
export const invokeLambda = (integrations: Integrations, execution: Execution, given: unknown): unknown => {
  const { FunctionName, Payload = {} } = given as { FunctionName?: unknown; Payload?: unknown };
  if (typeof FunctionName !== 'string') throw new StateError('States.Runtime', 'lambda:invoke needs a FunctionName.');
  const payload = integrations.invokeFunction(FunctionName, Payload, execution.group);
  return payload instanceof Promise ? payload.then(invocation) : invocation(payload);
};

export const invocation = (payload: unknown) =>
  payload instanceof LateAnswer ? payload : { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 };
