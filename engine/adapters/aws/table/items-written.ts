import { type ItemWrite, isLone, updateOf } from './item-write.ts';
import type { StoredItem } from './stored-item.ts';

/** The items that an empty table contains after these writes; conditions are ignored. */
export const itemsWritten = (writes: Iterable<ItemWrite>): StoredItem[] => {
  const items = new Map<string, Record<string, unknown>>();
  for (const write of writes) {
    const name = `${write.key.pk}\n${write.key.sk}`;
    if (!isLone(write)) continue;
    if ('item' in write) items.set(name, { ...write.key, ...write.item });
    const item = items.get(name) ?? { ...write.key };
    items.set(name, item);
    const { set = [], add = [], sum = [] } = updateOf(write);
    for (const { path, value } of set) item[path[0] ?? ''] = value;
    for (const { attribute, by } of sum) item[attribute] = Number(item[attribute] ?? 0) + by;
    for (const { attribute, members } of add) {
      const before = (item[attribute] as Set<string> | undefined) ?? new Set();
      for (const member of members) before.add(member);
      item[attribute] = before;
    }
  }
  return [...items.values()] as StoredItem[];
};
