import {
  type DynamoDBClient,
  DynamoDBServiceException,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { AwsCall } from './aws-call.ts';
import { machinesKey } from './aws-environment.ts';
import { FunctionError, type Functions } from './functions.ts';
import { StateError } from './interpreter/state-error.ts';
import type { Integrations } from './interpreter/state-machines.ts';
import { LateAnswer } from './late-answer.ts';

/** What the tasks of state machines call: the functions of this process, and DynamoDB through its real client. */
export const createTaskIntegrations = (
  functions: Functions,
  dynamodb: DynamoDBClient,
  observe?: (call: AwsCall) => void,
): Integrations => ({
  invokeFunction: async (name, payload, group) => {
    observe?.({ caller: machinesKey, service: 'lambda', operation: 'InvokeFunction', input: { FunctionName: name } });
    const answer = await functions.begin(name, payload, group).catch(rethrow);
    return answer instanceof LateAnswer ? new LateAnswer(answer.answer.catch(rethrow)) : answer;
  },
  dynamodb: async (_action, given) => {
    try {
      return await dynamodb.send(new UpdateItemCommand(given as UpdateItemCommandInput));
    } catch (error) {
      throw asDynamoDbError(error);
    }
  },
});

const rethrow = (error: unknown): never => {
  throw error instanceof FunctionError ? asStateError(error) : error;
};

/** As Lambda reports an error to Step Functions. */
const asStateError = ({ error, message, trace }: FunctionError): StateError =>
  new StateError(error, JSON.stringify({ errorMessage: message, errorType: error, trace }));

/** Step Functions names DynamoDB's errors as the Java SDK does; what never got an answer is the client's. */
const asDynamoDbError = (error: unknown): StateError => {
  if (!(error instanceof DynamoDBServiceException)) return new StateError('DynamoDb.SdkClientException', String(error));
  // What the service's model does not name has no class of its own in any SDK.
  if (error.constructor === DynamoDBServiceException)
    return new StateError('DynamoDb.DynamoDbException', error.message);
  const name = error.name.endsWith('Exception') ? error.name : `${error.name}Exception`;
  return new StateError(`DynamoDb.${name}`, error.message);
};
