import type { Change } from '../../../../account/change.ts';
import { abandonedAt, isOpen } from '../../../../sending/settle-claim.ts';
import type { ItemWrite } from '../item-write.ts';
import { deliveryKey, dueIndex } from '../keys.ts';

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

export const claimWrite = ({ delivery, replaces }: Of<'claim'>): ItemWrite => ({
  kind: 'put',
  key: deliveryKey(delivery.account, delivery.id),
  item: {
    ...delivery,
    ...(isOpen(delivery) && dueIndex(abandonedAt(delivery), deliveryKey(delivery.account, delivery.id))),
  },
  tests:
    replaces === undefined
      ? [{ kind: 'isNew' }]
      : [
          { kind: 'isNewOrIs', attribute: 'state', value: replaces.state },
          ...(replaces.claims === undefined
            ? []
            : [{ kind: 'isNewOrIs', attribute: 'claims', value: replaces.claims } as const]),
          // Otherwise a fact recorded since the read would be lost, and with it the proof that the mail was sent.
          { kind: 'isNewOrIs', attribute: 'facts', value: delivery.facts },
        ],
});

export const handOverWrite = ({ delivery: { account, id, claims = 0 } }: Of<'handOver'>): ItemWrite => ({
  kind: 'update',
  key: deliveryKey(account, id),
  set: [{ path: ['state'], value: 'claimed' }],
  tests: [
    { kind: 'is', attribute: 'state', value: 'reserved' },
    { kind: 'is', attribute: 'claims', value: claims },
  ],
});

/** Removes the claim from the due index, unless it stays open: then it is due as before. */
export const settleWrite = ({ delivery: { account, id, state, messageId } }: Of<'settle'>): ItemWrite => ({
  kind: 'update',
  key: deliveryKey(account, id),
  set: [
    { path: ['state'], value: state },
    ...(messageId === undefined ? [] : [{ path: ['messageId'], value: messageId }]),
  ],
  ...(!isOpen({ state }) && { remove: ['ipk', 'isk'] }),
  tests: [{ kind: 'exists' }],
});
