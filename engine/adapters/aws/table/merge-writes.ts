import type { Change } from '../../../account/change.ts';
import { type AttributeWrite, type ItemWrite, isCheck, isWhole, type Update, updateOf } from './item-write.ts';

/** A write and the change that it came from. */
export interface ChangeWrite {
  change: Change;
  write: ItemWrite;
}

/** One write per item, in order: a transaction may name an item only once. @throws Error where two cannot be one */
export const mergeWrites = (writes: readonly ChangeWrite[]): ChangeWrite[] => {
  const byItem = new Map<string, ChangeWrite>();
  for (const next of writes) {
    const name = `${next.write.key.pk} ${next.write.key.sk}`;
    const earlier = byItem.get(name);
    byItem.set(name, earlier ? merged(earlier, next) : next);
  }
  return [...byItem.values()];
};

const merged = (earlier: ChangeWrite, next: ChangeWrite): ChangeWrite => {
  const tested = earlier.write.tests ? earlier : next;
  return { change: tested.change, write: mergedWrite(earlier, next) };
};

const mergedWrite = (
  { change, write: first }: ChangeWrite,
  { change: next, write: second }: ChangeWrite,
): ItemWrite => {
  // The tests of the second would be met by the first.
  if (isWhole(first) && isWhole(second)) return { ...second, tests: first.tests };
  const tests = [...(first.tests ?? []), ...(second.tests ?? [])];
  if (isCheck(first) && isCheck(second)) return { ...first, tests };
  if (isWhole(first) || isWhole(second)) {
    throw new Error(`A commit cannot "${next.kind}" an item that it also writes by "${change.kind}". Use two commits.`);
  }
  return { kind: 'update', key: first.key, ...mergedUpdate(updateOf(first), updateOf(second)), tests };
};

const mergedUpdate = (first: Update, second: Update): Update => ({
  set: mergedAssignments([...(first.set ?? []), ...(second.set ?? [])]),
  remove: [...new Set([...(first.remove ?? []), ...(second.remove ?? [])])],
  add: mergedAdditions([...(first.add ?? []), ...(second.add ?? [])]),
  sum: mergedSums([...(first.sum ?? []), ...(second.sum ?? [])]),
});

/** The later of two values counts, except that a default never replaces a value. */
const mergedAssignments = (assignments: readonly AttributeWrite[]): AttributeWrite[] => {
  const byPath = new Map<string, AttributeWrite>();
  for (const each of assignments) {
    const name = JSON.stringify(each.path);
    if (!each.unlessSet || !byPath.has(name)) byPath.set(name, each);
  }
  return [...byPath.values()];
};

const mergedSums = (sums: NonNullable<Update['sum']>): NonNullable<Update['sum']> =>
  [...Map.groupBy(sums, each => each.attribute)].map(([attribute, each]) => ({
    attribute,
    by: each.reduce((sum, { by }) => sum + by, 0),
  }));

const mergedAdditions = (additions: NonNullable<Update['add']>): NonNullable<Update['add']> => {
  const byAttribute = Map.groupBy(additions, each => each.attribute);
  return [...byAttribute].map(([attribute, each]) => ({
    attribute,
    members: [...new Set(each.flatMap(one => one.members))],
  }));
};
