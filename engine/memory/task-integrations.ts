import { callByMachine } from '../local/call-by-machine.ts';
import type { Functions } from '../local/functions.ts';
import type { Integrations } from '../local/interpreter/invoke-lambda.ts';
import { StateError } from '../local/interpreter/state-error.ts';
import { memoryParks } from './parking.ts';
import { parkingIn } from './parking-request.ts';
import type { Store } from './store.ts';

/**
 * Integrations of the state machines' tasks: the functions of this process, and the store, for the write of a park
 * only.
 */
export const memoryIntegrations = (functions: Functions, store: Store): Integrations => {
  const { park } = memoryParks(store);
  return {
    invokeFunction: (name, payload, group) => callByMachine(functions, name, payload, group),
    dynamodb: (_action, given) => {
      const { account, enrollment, parking } = parkingIn(given);
      if (park(account, enrollment, parking)) return {};
      throw new StateError('DynamoDb.ConditionalCheckFailedException', 'The conditional request failed');
    },
  };
};
