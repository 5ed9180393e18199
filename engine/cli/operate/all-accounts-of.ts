import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { tableAllAccounts } from '../../adapters/aws/table/all-accounts.ts';
import type { AllAccounts } from '../../ports/all-accounts.ts';
import type { Clock } from '../../ports/ports.ts';
import { reach, type Where } from '../reach.ts';

/** Everything that a deployment stores of its accounts. @throws UserError as `reach` */
export const allAccountsOf = async (where: Where): Promise<{ all: AllAccounts; clock: Clock }> => {
  const { table: name, clock } = await reach(where);
  return { all: tableAllAccounts({ client: new DynamoDBClient({}), name }, clock), clock };
};
