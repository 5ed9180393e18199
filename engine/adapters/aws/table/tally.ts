import type { Enrollment } from '../../../account/enrollment.ts';
import type { CountedEnrollment } from '../../../counts/counted.ts';
import type { JourneyRoute } from '../../../counts/route.ts';
import type { Keeping, KeptCounts, Tally } from '../../../ports/tally.ts';
import { countedKey, listedKey, routeKey } from './count-keys.ts';
import { endedKey, enrollmentKey } from './keys.ts';
import { countedWrite, listedWrite, sumsWrite } from './rows/counts.ts';
import { enrollmentFromItem } from './rows/enrollment.ts';
import { content, packed, type StoredItem } from './stored-item.ts';
import { itemAt, itemsAt, type Table } from './table.ts';
import { writeTogether } from './write-items.ts';

/**
 * Writes a row per account in the partition of its shard, which is also the lock for counting the account; a row per
 * counted enrollment in the account's partition, indexed by journey; and a journey's sums, an item per version and day.
 */
export const tableTally = (table: Table): Tally => ({
  read: (account, enrollments) => read(table, account, enrollments),
  keep: (account, keeping) => keep(table, account, keeping),
  keepRoutes: async routes => {
    const known = new Set((await itemsAt(table, routes.map(routeKey))).map(({ pk, sk }) => `${pk} ${sk}`));
    for (const route of routes) {
      const key = routeKey(route);
      if (known.has(`${key.pk} ${key.sk}`)) continue;
      await writeTogether(table, [{ write: { kind: 'put', key, item: packed(route) } }]);
    }
  },
  route: routesOf(table),
  correct: async differences => {
    for (const each of differences) await writeTogether(table, [{ write: sumsWrite(each) }]);
  },
});

const read = async (table: Table, account: string, ids: readonly string[]): Promise<KeptCounts> => {
  // Reads the lock first and alone, so that everything read after it is at least as new.
  const lock = await itemAt(table, listedKey(account));
  const places = ids.flatMap(id => [countedKey(account, id), enrollmentKey(account, id), endedKey(account, id)]);
  const found = new Map((await itemsAt(table, places)).map(item => [item.sk, item]));
  const at = ({ sk }: { sk: string }): StoredItem[] => [found.get(sk) ?? []].flat();
  return {
    revision: lock ? content<{ revision: number }>(lock).revision : 0,
    counted: ids.flatMap(id => at(countedKey(account, id)).map(item => content<CountedEnrollment>(item))),
    enrollments: ids.flatMap(id => {
      const [active] = at(enrollmentKey(account, id));
      if (active) return [enrollmentFromItem(active)];
      return at(endedKey(account, id)).map(item => content<Enrollment>(item));
    }),
  };
};

/** Fits DynamoDB's limit of 100 items: the account's own row, and at most two items per enrollment, with its sums. */
const enrollmentsTogether = 49;

const keep = async (table: Table, account: string, { revision, row, counted, sums }: Keeping): Promise<boolean> => {
  if (counted.length > enrollmentsTogether) throw new RangeError('Keep fewer enrollments at a time.');
  const writes = [listedWrite(account, row, revision + 1), ...counted.map(countedWrite), ...sums.map(sumsWrite)];
  const refused = await writeTogether(
    table,
    writes.map(write => ({ write })),
  );
  return refused.length === 0;
};

/** Caches routes, because a version never changes. */
const routesOf = (table: Table): Tally['route'] => {
  const found = new Map<string, JourneyRoute>();
  return async (journey, version) => {
    const key = routeKey({ journey, version });
    const name = `${key.pk} ${key.sk}`;
    const known = found.get(name);
    if (known) return known;
    const item = await itemAt(table, key);
    if (!item) return undefined;
    const route = content<JourneyRoute>(item);
    found.set(name, route);
    return route;
  };
};
