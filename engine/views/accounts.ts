import * as z from 'zod';
import { hasLeft } from '../account/account-status.ts';
import { accountOrders, bandFilters, inOrderOf, isListed, taskFilters } from '../counts/arrange-accounts.ts';
import { keptArrangements } from '../counts/kept-arrangement.ts';
import { isInListed, type ListedAccount } from '../counts/listed-account.ts';
import { csmOf } from '../definition/team.ts';
import { accountRow, accountRowOf, namedItem, yearlyText } from './account-row.ts';
import { accountsCsv } from './accounts-csv.ts';
import { view } from './view.ts';

const text = z.string().max(200).exactOptional();
/** Values of a filter, each with the number of accounts it would list as the only filter. */
const choices = z.array(namedItem.extend({ accounts: z.int() }));

/** The list of accounts, with filters and sorting. */
export const accounts = view({
  path: '/v1/accounts',
  summary: 'The accounts: health and its change, revenue, renewal, stage, owner, tasks; by filters, in an order',
  roles: ['csm', 'lead', 'marketer'],
  query: z.object({
    search: text,
    segment: text,
    owner: text,
    plan: text,
    stage: text,
    touchModel: text,
    band: z.enum(bandFilters, `must be one of ${bandFilters.join(', ')}`).exactOptional(),
    journey: text,
    tasks: z.enum(taskFilters, `must be one of ${taskFilters.join(', ')}`).exactOptional(),
    sort: z.enum(accountOrders, `must be one of ${accountOrders.join(', ')}`).default('risk'),
    /** Reverses the order. */
    reverse: z.enum(['true', 'false'], 'must be true or false').default('false'),
    /** Number of rows to skip: `next` of the previous page. */
    from: z.coerce.number('must be a number').int().min(0).default(0),
    limit: z.coerce.number('must be a number').int().min(1).max(1_000).default(200),
    /** `csv`: all filtered rows as a file. `kept`: all rows, with the data to filter and sort them without a server. */
    as: z.enum(['rows', 'csv', 'kept'], 'must be rows, csv or kept').default('rows'),
  }),
  answer: z.object({
    now: z.iso.datetime(),
    /** Number of filtered accounts, and their yearly revenue: in total, and by band. */
    found: z.int(),
    arr: z.object({ amount: z.number(), text: z.string() }),
    arrByBand: z.record(z.enum(bandFilters), z.object({ amount: z.number(), text: z.string() })),
    /** Number of all accounts. */
    of: z.int(),
    rows: z.array(accountRow),
    next: z.int().exactOptional(),
    csv: z.string().exactOptional(),
    /** By account. */
    kept: z
      .record(
        z.string(),
        z.object({
          listedBy: z.array(z.string()),
          places: z.record(z.enum(accountOrders), z.int()),
          pays: z.number(),
        }),
      )
      .exactOptional(),
    filters: z.object({
      segments: choices,
      owners: choices,
      plans: choices,
      stages: choices,
      touchModels: choices,
      journeys: choices,
    }),
  }),
  kept: () => [{ as: 'kept' }],
  read: async ({ sort, reverse, from, limit, as, ...filter }, { team }, { accountList, build, clock }) => {
    const everything: ListedAccount[] = [];
    for await (const page of accountList.all()) everything.push(...page);
    const all = everything.filter(row => isListed(row, {}));
    const titles = new Map((await build.journeys()).map(({ id, title }) => [id, title]));
    const found = all.filter(row => isListed(row, filter)).sort(inOrderOf(sort));
    if (reverse === 'true') found.reverse();
    const rows = (as === 'rows' ? found.slice(from, from + limit) : found).map(row => accountRowOf(row, team, titles));
    const count = (of: (row: ListedAccount) => readonly (string | undefined)[], name = (id: string) => id) =>
      [...Map.groupBy(all.flatMap(of), id => id)]
        .flatMap(([id, each]) => (id === undefined ? [] : [{ id, name: name(id), accounts: each.length }]))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { segments = {} } = await build.catalog();
    const filters = {
      segments: Object.keys(segments).map(id => ({
        id,
        name: id,
        accounts: all.filter(row => isInListed(row, id)).length,
      })),
      owners: count(
        ({ owner }) => [owner],
        id => csmOf(id, team)?.name ?? id,
      ),
      plans: count(({ plan }) => [plan]),
      stages: count(({ stage }) => [stage]),
      touchModels: count(({ touchModel }) => [touchModel]),
      journeys: count(
        ({ journeys }) => journeys,
        id => titles.get(id) ?? id,
      ),
    };
    return {
      now: clock.now(),
      found: found.length,
      arr: revenueOf(found),
      arrByBand: Object.fromEntries(
        bandFilters.map(band => [band, revenueOf(found.filter(row => isListed(row, { band })))]),
      ) as Record<(typeof bandFilters)[number], ReturnType<typeof revenueOf>>,
      of: all.length,
      rows: as === 'csv' ? [] : rows,
      ...(as === 'rows' && from + limit < found.length && { next: from + limit }),
      ...(as === 'csv' && { csv: accountsCsv(rows) }),
      ...(as === 'kept' && { kept: Object.fromEntries(keptArrangements(found, valuesOf(filters))) }),
      filters,
    };
  },
});

type Choices = Readonly<
  Record<'segments' | 'owners' | 'plans' | 'stages' | 'touchModels' | 'journeys', { id: string }[]>
>;

/** Possible values of each filter. */
const valuesOf = ({ segments, owners, plans, stages, touchModels, journeys }: Choices) => {
  const ids = (of: { id: string }[]): string[] => of.map(({ id }) => id);
  return {
    ...{ segment: ids(segments), owner: ids(owners), plan: ids(plans), stage: ids(stages) },
    ...{ touchModel: ids(touchModels), journey: ids(journeys), band: bandFilters, tasks: taskFilters },
  };
};

/** Annual recurring revenue; churned accounts pay nothing. */
const revenueOf = (rows: readonly ListedAccount[]) => {
  const amount = rows.reduce((sum, { status, arr = 0 }) => sum + (hasLeft(status) ? 0 : arr), 0);
  return { amount, text: yearlyText(amount, rows[0]?.currency ?? 'usd') };
};
