import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Expiry } from '../../../ports/retention.ts';
import type { IndexKey, Key } from './keys.ts';

/** An item as stored: its keys, the time when it may be deleted, and the fields of its content. */
export type StoredItem = Key & Partial<IndexKey> & { expiresAt?: Expiry } & Readonly<Record<string, unknown>>;

// Only this adapter and the state machines write the table, so an item is what its key says.
export const storedItem = (item: Record<string, AttributeValue>): StoredItem => unmarshall(item) as StoredItem;

/** The content of an item, without the table's own attributes. */
export const content = <Content>({ pk, sk, ipk, isk, expiresAt, attemptId, json, ...fields }: StoredItem): Content =>
  (typeof json === 'string' ? { ...JSON.parse(json), ...fields } : fields) as Content;

/**
 * One JSON text for content that is only read and written whole, because DynamoDB's typed values take the SDK several
 * times as long as JSON. Fields that conditions and updates name stay attributes of their own.
 */
export const packed = (whole: object): { json: string } => ({ json: JSON.stringify(whole) });
