import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { AuditLine } from '../../../account/audit-line.ts';
import type { Audit, AuditPage } from '../../../ports/audit.ts';
import type { Clock } from '../../../ports/ports.ts';
import { afterUsageRetention } from '../../../ports/retention.ts';
import { accountPartition } from './keys.ts';
import { auditKey, journeyPartition, peopleKey } from './keys-of-people.ts';
import { latestFirst } from './latest-first.ts';
import { packed, type StoredItem } from './stored-item.ts';
import type { Table } from './table.ts';

export const tableAudit = (table: Table, clock: Clock): Audit => {
  const page = async (pk: string, { limit, before }: AuditPage) => {
    const from = before && auditKey(pk, before);
    const range = { pk, prefix: peopleKey.audit, limit, ...(from && { before: from }), now: clock.now() };
    const { found, isLast } = await latestFirst<AuditLine>(table, range);
    return { lines: found, isLast };
  };
  return {
    record: async line => {
      for (const pk of partitionsOf(line))
        await table.client.send(new PutItemCommand({ TableName: table.name, Item: marshall(auditItem(pk, line)) }));
    },
    ofAccount: (account, asked) => page(accountPartition(account), asked),
    ofJourney: (journey, asked) => page(journeyPartition(journey), asked),
  };
};

export const auditItem = (pk: string, line: AuditLine): StoredItem => ({
  ...auditKey(pk, line),
  ...packed(line),
  expiresAt: afterUsageRetention(line.at),
});

const partitionsOf = ({ account, journey }: AuditLine): string[] => [
  ...(account === undefined ? [] : [accountPartition(account)]),
  ...(journey === undefined ? [] : [journeyPartition(journey)]),
];
