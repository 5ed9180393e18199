import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { tableAccountPorts } from '../../adapters/aws/table/account-ports.ts';
import type { ImportedBefore } from '../../import/plan-import.ts';
import { reach } from '../reach.ts';

/** True if the local cloud lacks the first imported account or contact: it was reset, or went back to a snapshot. */
export const isAnew = async (dev: string, { contents }: Pick<ImportedBefore, 'contents'>): Promise<boolean> => {
  const first = [...contents.keys()].find(key => /^account:|^contact:[^/]/.test(key));
  if (first === undefined) return false;
  const { table: name, clock } = await reach({ dev });
  const client = new DynamoDBClient({});
  try {
    const { accounts, contacts } = tableAccountPorts({ client, name }, clock);
    const [, what, id = ''] = /^(account|contact):(.*)$/s.exec(first) ?? [];
    if (what === 'account') return (await accounts.profile(id)) === undefined;
    const at = id.indexOf('/');
    return (await contacts.find(id.slice(0, at), id.slice(at + 1))) === undefined;
  } finally {
    client.destroy();
  }
};
