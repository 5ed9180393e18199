import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Expiry } from '../../../ports/retention.ts';
import type { IndexKey, Key } from './keys.ts';

/** An item as it is stored: its keys, the time it may be deleted, and the fields of what it holds. */
export type StoredItem = Key & Partial<IndexKey> & { expiresAt?: Expiry } & Readonly<Record<string, unknown>>;

// Only this adapter and the state machines write the table, so an item is what its key says.
export const storedItem = (item: Record<string, AttributeValue>): StoredItem => unmarshall(item) as StoredItem;

/** The content of an item, without the table's own attributes. */
export const content = <Content>({ pk, sk, ipk, isk, expiresAt, attemptId, json, ...fields }: StoredItem): Content =>
  (typeof json === 'string' ? { ...JSON.parse(json), ...fields } : fields) as Content;

/**
 * One JSON text for content that is only read and written whole: the SDK takes several times as long over DynamoDB's typed values as
 * over JSON. What conditions and updates name stays an attribute of its own.
 */
export const packed = (whole: object): { json: string } => ({ json: JSON.stringify(whole) });
