import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Instant, plusSeconds } from '../../../kernel/instant.ts';
import type { Claim, ClaimLedger } from '../../../ports/claim-ledger.ts';
import type { WriteCondition } from './item-write.ts';
import { digestKey, type Key, noticeKey } from './keys.ts';
import { content } from './stored-item.ts';
import { itemAt, type Table } from './table.ts';
import { writeIf } from './write-if.ts';

/** `claimed`, or the outcome. */
interface ClaimRow {
  state: string;
  at: Instant;
  tries: number;
}

/** Longer than a queue keeps a message, and than a digest's mail has news. */
const keptDays = { notice: 30, digest: 90 } as const;
/** News of how it ended comes sooner than this, or not at all. */
const unknownAfterSeconds = 15 * 60;

/** One item for each claim. */
export const tableClaims = (table: Table): ClaimLedger => {
  const put = (claim: Claim, row: ClaimRow, tests: readonly WriteCondition[]): Promise<boolean> => {
    const expiresAt = Math.floor(Date.parse(plusSeconds(row.at, keptDays[claim.kind] * 86_400)) / 1000);
    return writeIf(table, { kind: 'put', key: keyOf(claim), item: { ...row, expiresAt }, tests });
  };
  return {
    claim: async (claim, { now, maxAttempts = 1 }) => {
      if (await put(claim, { state: 'claimed', at: now, tries: 1 }, [{ kind: 'isNew' }])) return 'claimed';
      const item = await itemAt(table, keyOf(claim));
      const before = item && content<ClaimRow>(item);
      if (before && before.state !== 'claimed') return 'settled';
      if (!before || before.tries >= maxAttempts || plusSeconds(before.at, unknownAfterSeconds) > now) return 'taken';
      const again = await put(claim, { state: 'claimed', at: now, tries: before.tries + 1 }, [
        { kind: 'is', attribute: 'state', value: 'claimed' },
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

const keyOf = (claim: Claim): Key => (keys[claim.kind] as (claim: Claim) => Key)(claim);

const keys: { readonly [Kind in Claim['kind']]: (claim: Extract<Claim, { kind: Kind }>) => Key } = {
  notice: ({ account, name }) => noticeKey(account, name),
  digest: ({ csm, monday }) => digestKey(csm, monday),
};
