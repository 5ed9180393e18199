import type { Change } from '../../../../account/change.ts';
import type { ItemWrite } from '../item-write.ts';
import { erasedAddressKey, erasureKey, promptReaderKey } from '../keys.ts';
import { contactWrite } from './contact.ts';

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/**
 * The contact's tombstone, the deletion of its prompt reader, the barred addresses, and the log's line: in one
 * transaction.
 */
export const eraseWrites = (account: string, { remains, erasure }: Of<'erase'>): ItemWrite[] => [
  contactWrite(account, remains),
  { kind: 'delete', key: promptReaderKey(account, remains.id) },
  ...erasure.addresses.map(
    (digest): ItemWrite => ({ kind: 'put', key: erasedAddressKey(digest), item: { at: erasure.at } }),
  ),
  { kind: 'put', key: erasureKey(erasure), item: erasure },
];

export const readmitWrites = ({ addresses }: Of<'readmit'>): ItemWrite[] =>
  addresses.map(digest => ({ kind: 'delete', key: erasedAddressKey(digest) }));
