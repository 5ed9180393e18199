import type { Change } from '../../../../domain/change.ts';
import type { ItemWrite } from '../item-write.ts';
import { deliveryKey } from '../keys.ts';

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

export const claimWrite = ({ delivery, replaces }: Of<'claim'>): ItemWrite => ({
  kind: 'put',
  key: deliveryKey(delivery.account, delivery.id),
  item: delivery,
  tests: [replaces === undefined ? { kind: 'isNew' } : { kind: 'isNewOrIs', attribute: 'state', value: replaces }],
});

export const settleWrite = ({ delivery: { account, id, state, messageId } }: Of<'settle'>): ItemWrite => ({
  kind: 'update',
  key: deliveryKey(account, id),
  set: [
    { path: ['state'], value: state },
    ...(messageId === undefined ? [] : [{ path: ['messageId'], value: messageId }]),
  ],
  tests: [{ kind: 'exists' }],
});
