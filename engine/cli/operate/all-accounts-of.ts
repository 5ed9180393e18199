import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { tableAccountList } from '../../adapters/aws/table/account-list.ts';
import { tableAllAccounts } from '../../adapters/aws/table/all-accounts.ts';
import type { AccountList } from '../../ports/account-list.ts';
import type { AllAccounts } from '../../ports/all-accounts.ts';
import type { Clock } from '../../ports/ports.ts';
import { reach, type Where } from '../reach.ts';

/** Readers of everything a deployment stores about its accounts. @throws UserError as `reach` */
export const allAccountsOf = async (
  where: Where,
): Promise<{ all: AllAccounts; accountList: AccountList; clock: Clock }> => {
  const { table: name, clock } = await reach(where);
  const table = { client: new DynamoDBClient({}), name };
  return { all: tableAllAccounts(table, clock), accountList: tableAccountList(table), clock };
};
