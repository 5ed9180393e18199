import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Instant, plusSeconds } from '../../../kernel/instant.ts';
import type { Digests } from '../../../ports/digests.ts';
import type { WriteCondition } from './item-write.ts';
import type { Key } from './keys.ts';
import { content } from './stored-item.ts';
import { itemAt, type Table } from './table.ts';
import { writeIf } from './write-if.ts';

interface Claim {
  state: 'claimed' | 'sent' | 'nothing' | 'rejected';
  at: Instant;
  tries: number;
}

const keptDays = 90;
/** News of a mail's fate comes sooner than this, or not at all. */
const unknownAfterSeconds = 15 * 60;
const isNew: readonly WriteCondition[] = [{ kind: 'isNew' }];

/** The ledger of digests: one item for a CSM and a week. */
export const tableDigests = (table: Table): Digests => ({
  claim: async (csm, monday, { now, tries }) => {
    const claim: Claim = { state: 'claimed', at: now, tries: 1 };
    if (await put(table, csm, monday, claim, isNew)) return 'mine';
    const item = await itemAt(table, keyOf(csm, monday));
    const before = item && content<Claim>(item);
    if (before?.state !== 'claimed') return before === undefined ? 'open' : 'settled';
    if (before.tries >= tries || plusSeconds(before.at, unknownAfterSeconds) > now) return 'open';
    const next = { ...claim, tries: before.tries + 1 };
    const isMine = await put(table, csm, monday, next, [
      { kind: 'is', attribute: 'state', value: 'claimed' },
      { kind: 'is', attribute: 'tries', value: before.tries },
    ]);
    return isMine ? 'mine' : 'open';
  },

  skip: async (csm, monday, now) => {
    await put(table, csm, monday, { state: 'nothing', at: now, tries: 1 }, isNew);
  },

  settle: async (csm, monday, state) => {
    await writeIf(table, {
      kind: 'update',
      key: keyOf(csm, monday),
      set: [{ path: ['state'], value: state }],
      tests: [{ kind: 'exists' }],
    });
  },

  release: async (csm, monday) => {
    await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: marshall(keyOf(csm, monday)) }));
  },
});

const keyOf = (csm: string, monday: string): Key => ({ pk: `CSM#${csm}`, sk: `DIGEST#${monday}` });

const put = (
  table: Table,
  csm: string,
  monday: string,
  claim: Claim,
  tests: readonly WriteCondition[],
): Promise<boolean> => {
  const expiresAt = Math.floor(Date.parse(plusSeconds(claim.at, keptDays * 86_400)) / 1000);
  return writeIf(table, { kind: 'put', key: keyOf(csm, monday), item: { ...claim, expiresAt }, tests });
};
