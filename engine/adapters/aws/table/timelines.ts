import type { TimelineLine } from '../../../account/timeline.ts';
import { usageOf } from '../../../account/usage.ts';
import { sortKey } from '../../../kernel/row-keys.ts';
import type { Clock } from '../../../ports/ports.ts';
import type { Timelines } from '../../../ports/timelines.ts';
import { accountPartition, startOfUsage } from './keys.ts';
import { latestFirst } from './latest-first.ts';
import { usageReader } from './rows/day.ts';
import { pagesBetween, type Table } from './table.ts';

export const tableTimelines = (table: Table, clock: Clock): Timelines => ({
  ofAccount: async (account, { limit, before }) => {
    const pk = accountPartition(account);
    const range = { pk, prefix: sortKey.line, limit, before: { pk, sk: sortKey.line + before }, now: clock.now() };
    const { found, isLast } = await latestFirst<TimelineLine>(table, range);
    return { lines: found, isLast };
  },

  usage: async (account, { from, until }) => {
    const usage = usageReader(clock.now());
    // A day has up to 256 items, whose keys begin with the day; `~` sorts after them.
    const days = pagesBetween(table, accountPartition(account), startOfUsage(from), `${startOfUsage(until)}~`);
    for await (const page of days) page.forEach(usage.add);
    return [...usageOf(usage.marks).between(from, until)];
  },
});
