import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Scalar } from '../../../kernel/scalar.ts';
import type { Key } from './keys.ts';

/** One write to one item, independent of DynamoDB's syntax. Repeating it is harmless, except with `sum`. */
export type ItemWrite = { key: Key; tests?: readonly WriteCondition[] } & (
  | { kind: 'put'; item: object }
  | ({ kind: 'update' } & Update)
  | { kind: 'delete' }
  | { kind: 'check' }
);

/** A conditional write of one item. */
export type LoneWrite = Extract<ItemWrite, { kind: 'put' | 'update' }>;

export const isLone = (write: ItemWrite): write is LoneWrite => write.kind === 'put' || write.kind === 'update';

/** Whether it replaces or deletes the item. */
export const isWhole = (write: ItemWrite): write is Extract<ItemWrite, { kind: 'put' | 'delete' }> =>
  write.kind === 'put' || write.kind === 'delete';

export const isDelete = (write: ItemWrite): boolean => write.kind === 'delete';

export const isCheck = (write: ItemWrite): boolean => write.kind === 'check';

/** The update of an update; empty for the other kinds. */
export const updateOf = (write: ItemWrite): Update => (write.kind === 'update' ? write : {});

/** The same write with one more attribute. */
export const alsoSetting = (write: LoneWrite, attribute: string, value: string): LoneWrite =>
  write.kind === 'put'
    ? { ...write, item: { ...write.item, [attribute]: value } }
    : { ...write, set: [...(write.set ?? []), { path: [attribute], value }] };

export interface Update {
  set?: readonly AttributeWrite[];
  remove?: readonly string[];
  /** Members to add to string sets. */
  add?: readonly { attribute: string; members: readonly string[] }[];
  /** Numbers to add to attributes. Not idempotent: use it only in a transaction guarded by a test of another item. */
  sum?: readonly { attribute: string; by: number }[];
}

/** `unlessSet` is the path of an attribute whose value, if it has one, takes precedence. */
export interface AttributeWrite {
  path: readonly string[];
  value: unknown;
  unlessSet?: readonly string[];
}

/** Condition on the stored item that must hold for the write to succeed. */
export type WriteCondition =
  | { kind: 'exists' }
  | { kind: 'isNew' }
  | { kind: 'is'; attribute: string; value: Scalar }
  | { kind: 'isNewOrIs'; attribute: string; value: Scalar | Readonly<Record<string, Scalar>> }
  | { kind: 'isMissingOrBelow'; attribute: string; value: Scalar };

/** Whether it tests only the item's existence. */
export const asksExistence = (condition: WriteCondition): boolean => condition.kind === 'exists';

/** The item's part of a transaction. */
export const transactItem = (table: string, write: ItemWrite): TransactWriteItem => {
  switch (write.kind) {
    case 'put': {
      const Item = marshall({ ...write.key, ...write.item }, { removeUndefinedValues: true });
      return { Put: { Item, ...conditionOf(table, write) } };
    }
    case 'update':
      return { Update: updateItem(table, write) };
    case 'delete':
      return { Delete: { Key: marshall(write.key), ...conditionOf(table, write) } };
    case 'check':
      return {
        ConditionCheck: { Key: marshall(write.key), ConditionExpression: undefined, ...conditionOf(table, write) },
      };
  }
};

/** An update outside a transaction, for callers that need its answer. */
export const updateItem = (table: string, write: { key: Key; tests?: readonly WriteCondition[] } & Update) => {
  const placeholders = newPlaceholders();
  const UpdateExpression = updateExpression(write, placeholders);
  return { Key: marshall(write.key), UpdateExpression, ...conditionOf(table, write, placeholders) };
};

/** Uses placeholders for all names, because DynamoDB reserves many words. */
const conditionOf = (
  table: string,
  { tests = [] }: { tests?: readonly WriteCondition[] },
  placeholders = newPlaceholders(),
) => {
  const ConditionExpression = tests.map(test => testExpression(test, placeholders)).join(' AND ');
  return { TableName: table, ...(ConditionExpression && { ConditionExpression }), ...placeholders.attributes() };
};

type Placeholders = ReturnType<typeof newPlaceholders>;

const newPlaceholders = () => {
  const names = new Map<string, string>();
  const values: unknown[] = [];
  const name = (attribute: string): string => {
    const known = names.get(attribute) ?? `#n${names.size}`;
    names.set(attribute, known);
    return known;
  };
  return {
    path: (path: readonly string[]): string => path.map(name).join('.'),
    value: (value: unknown): string => `:v${values.push(value) - 1}`,
    attributes: () => ({
      ...(names.size > 0 && {
        ExpressionAttributeNames: Object.fromEntries([...names].map(([attribute, known]) => [known, attribute])),
      }),
      ...(values.length > 0 && {
        ExpressionAttributeValues: marshall(Object.fromEntries(values.map((value, index) => [`:v${index}`, value])), {
          removeUndefinedValues: true,
        }),
      }),
    }),
  };
};

const testExpression = (test: WriteCondition, { path, value }: Placeholders): string => {
  switch (test.kind) {
    case 'exists':
      return `attribute_exists(${path(['pk'])})`;
    case 'isNew':
      return `attribute_not_exists(${path(['pk'])})`;
    case 'is':
      return `${path([test.attribute])} = ${value(test.value)}`;
    case 'isNewOrIs':
      return `(attribute_not_exists(${path(['pk'])}) OR ${path([test.attribute])} = ${value(test.value)})`;
    case 'isMissingOrBelow':
      return `(attribute_not_exists(${path([test.attribute])}) OR ${path([test.attribute])} < ${value(test.value)})`;
  }
};

const updateExpression = (
  { set = [], remove = [], add = [], sum = [] }: Update,
  { path, value }: Placeholders,
): string => {
  const assignments = set.map(each => {
    const assigned = value(each.value);
    return `${path(each.path)} = ${each.unlessSet ? `if_not_exists(${path(each.unlessSet)}, ${assigned})` : assigned}`;
  });
  const additions = [
    ...add.map(({ attribute, members }) => `${path([attribute])} ${value(new Set(members))}`),
    ...sum.map(({ attribute, by }) => `${path([attribute])} ${value(by)}`),
  ];
  return [
    clause('SET', assignments),
    clause(
      'REMOVE',
      remove.map(attribute => path([attribute])),
    ),
    clause('ADD', additions),
  ]
    .filter(Boolean)
    .join(' ');
};

const clause = (verb: string, parts: readonly string[]): string =>
  parts.length > 0 ? `${verb} ${parts.join(', ')}` : '';

/** Requires that the stored item is the revision that this one was made from. */
export const isNextRevision = (revision: number): readonly WriteCondition[] =>
  revision <= 1 ? [{ kind: 'isNew' }] : [{ kind: 'is', attribute: 'revision', value: revision - 1 }];
