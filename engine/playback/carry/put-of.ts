import type { ItemWrite } from '../../adapters/aws/table/item-write.ts';
import type { StoredItem } from '../../adapters/aws/table/stored-item.ts';

/** A put of the whole item. */
export const putOf = ({ pk, sk, ...item }: StoredItem): ItemWrite => ({ kind: 'put', key: { pk, sk }, item });
