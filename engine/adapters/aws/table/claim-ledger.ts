import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Claim, type ClaimLedger, type ClaimState, standingOf } from '../../../ports/claim-ledger.ts';
import { afterClaim, isAlive } from '../../../ports/retention.ts';
import type { LoneWrite, WriteCondition } from './item-write.ts';
import { digestKey, type Key, noticeKey } from './keys.ts';
import { content } from './stored-item.ts';
import { itemAt, type Table } from './table.ts';
import { writeIf } from './write-items.ts';

/** One item for each claim. */
export const tableClaims = (table: Table): ClaimLedger => {
  const put = (claim: Claim, row: ClaimState, tests: readonly WriteCondition[]): Promise<boolean> =>
    writeIf(table, { ...claimedWrite(claim, row), tests });
  return {
    claim: async (claim, options) => {
      const { now } = options;
      if (await put(claim, { state: 'claimed', at: now, tries: 1 }, [{ kind: 'isNew' }])) return 'claimed';
      const item = await itemAt(table, keyOf(claim));
      if (!item) return 'taken';
      const before = content<ClaimState>(item);
      const isKept = isAlive(item, now);
      const standing = isKept ? standingOf(before, options) : 'abandoned';
      if (standing !== 'abandoned') return standing;
      const again = await put(claim, { state: 'claimed', at: now, tries: isKept ? before.tries + 1 : 1 }, [
        { kind: 'is', attribute: 'state', value: before.state },
        { kind: 'is', attribute: 'tries', value: before.tries },
      ]);
      return again ? 'claimed' : 'taken';
    },

    settle: async (claim, outcome) => {
      await writeIf(table, {
        kind: 'update',
        key: keyOf(claim),
        set: [{ path: ['state'], value: outcome }],
        tests: [{ kind: 'exists' }],
      });
    },

    release: async claim => {
      await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: marshall(keyOf(claim)) }));
    },
  };
};

export const claimedWrite = (claim: Claim, row: ClaimState): LoneWrite => ({
  kind: 'put',
  key: keyOf(claim),
  item: { ...row, expiresAt: afterClaim(claim, row.at) },
});

const keyOf = (claim: Claim): Key => (keys[claim.kind] as (claim: Claim) => Key)(claim);

const keys: { readonly [Kind in Claim['kind']]: (claim: Extract<Claim, { kind: Kind }>) => Key } = {
  notice: ({ account, name }) => noticeKey(account, name),
  digest: ({ csm, monday }) => digestKey(csm, monday),
};
