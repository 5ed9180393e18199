import {
  type DynamoDBClient,
  DynamoDBServiceException,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { AwsCall } from './aws-call.ts';
import { machinesKey } from './aws-environment.ts';
import { callByMachine } from './call-by-machine.ts';
import type { Functions } from './functions.ts';
import type { Integrations } from './interpreter/invoke-lambda.ts';
import { StateError } from './interpreter/state-error.ts';

/** Integrations of the state machines' tasks: the functions of this process, and DynamoDB through its real client. */
export const createTaskIntegrations = (
  functions: Functions,
  dynamodb: DynamoDBClient,
  observe?: (call: AwsCall) => void,
): Integrations => ({
  invokeFunction: (name, payload, group) => {
    observe?.({ caller: machinesKey, service: 'lambda', operation: 'InvokeFunction', input: { FunctionName: name } });
    return callByMachine(functions, name, payload, group);
  },
  dynamodb: async (_action, given) => {
    try {
      return await dynamodb.send(new UpdateItemCommand(given as UpdateItemCommandInput));
    } catch (error) {
      throw asDynamoDbError(error);
    }
  },
});

/** Step Functions names DynamoDB's errors as the Java SDK does: `SdkClientException` for requests without an answer. */
const asDynamoDbError = (error: unknown): StateError => {
  if (!(error instanceof DynamoDBServiceException)) return new StateError('DynamoDb.SdkClientException', String(error));
  // Errors that are missing from the service's model have no class of their own in any SDK.
  if (error.constructor === DynamoDBServiceException)
    return new StateError('DynamoDb.DynamoDbException', error.message);
  const name = error.name.endsWith('Exception') ? error.name : `${error.name}Exception`;
  return new StateError(`DynamoDb.${name}`, error.message);
};
