import { FunctionError, type Functions } from './functions.ts';
import { StateError } from './interpreter/state-error.ts';
import { LateAnswer } from './late-answer.ts';

/** Calls a function as a state machine does. @throws StateError, also in a LateAnswer */
export const callByMachine = async (
  functions: Functions,
  name: string,
  payload: unknown,
  group: string,
): Promise<unknown> => {
  const answer = await functions.begin(name, payload, group).catch(rethrow);
  return answer instanceof LateAnswer ? new LateAnswer(answer.answer.catch(rethrow)) : answer;
};

const rethrow = (error: unknown): never => {
  throw error instanceof FunctionError ? asStateError(error) : error;
};

/** As Lambda reports an error to Step Functions. */
const asStateError = ({ error, message, trace }: FunctionError): StateError =>
  new StateError(error, JSON.stringify({ errorMessage: message, errorType: error, trace }));
