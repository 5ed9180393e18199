import { auditItem } from '../../adapters/aws/table/audit.ts';
import { claimedWrite } from '../../adapters/aws/table/claim-ledger.ts';
import { routeKey } from '../../adapters/aws/table/count-keys.ts';
import { keptItem, memberItem, visitorItem } from '../../adapters/aws/table/directory.ts';
import { entryRefusalItem } from '../../adapters/aws/table/entry-refusals.ts';
import { verdictItem } from '../../adapters/aws/table/guarded-weeks.ts';
import type { ItemWrite } from '../../adapters/aws/table/item-write.ts';
import {
  customerKey,
  erasedAddressKey,
  erasureKey,
  listenedKey,
  peakKey,
  sendsKey,
  suppressionsKey,
  triesKey,
  weekCountKey,
} from '../../adapters/aws/table/keys.ts';
import { journeyPartition } from '../../adapters/aws/table/keys-of-people.ts';
import { mediansItem } from '../../adapters/aws/table/plans.ts';
import { promptContentItem } from '../../adapters/aws/table/prompt-contents.ts';
import { refusedItem } from '../../adapters/aws/table/refused-calls.ts';
import { planFiguresWrite } from '../../adapters/aws/table/rows/plan-figures.ts';
import { windowAttribute } from '../../adapters/aws/table/rows/sends.ts';
import { waitingWrites } from '../../adapters/aws/table/rows/waiting.ts';
import { packed } from '../../adapters/aws/table/stored-item.ts';
import { begunKey, definitionKey, liveVersionsKey } from '../../adapters/aws/table/version-keys.ts';
import type { Store } from '../../memory/store.ts';
import type { Claim } from '../../ports/claim-ledger.ts';
import { accountItems } from './account-items.ts';
import { putOf } from './put-of.ts';

type AddressKeys = () => readonly [string, ...string[]];

/** Converts each part of the in-memory store to table writes. */
type Parts = { [Part in keyof Store]: (part: Store[Part], addressKeys: AddressKeys) => ItemWrite[] };

/** The writes that fill an empty table with the in-memory store. */
export const storeItems = (store: Store, addressKeys: AddressKeys): ItemWrite[] =>
  (Object.keys(parts) as (keyof Store)[]).flatMap(name =>
    (parts[name] as (part: unknown, addressKeys: AddressKeys) => ItemWrite[])(store[name], addressKeys),
  );

/** Nothing to write: derived from other parts. */
const derived = (): ItemWrite[] => [];

/** The table spreads sums over several items and readers add them up, so one item is enough. */
const shard = '0';

const parts: Parts = {
  clock: derived,
  mailboxes: derived,
  taskAccounts: derived,
  ownersTasks: derived,
  // A play has no CRM.
  copiedTasks: derived,
  due: derived,
  duePlaces: derived,
  accounts: (accounts, addressKeys) => [...accounts.values()].flatMap(rows => accountItems(rows, addressKeys)),
  customers: customers =>
    [...customers].map(([customer, account]) => ({ kind: 'put', key: customerKey(customer), item: { account } })),
  erasedAddresses: digests => [...digests].map(digest => ({ kind: 'put', key: erasedAddressKey(digest), item: {} })),
  erasures: ({ values }) => values.map(erasure => ({ kind: 'put', key: erasureKey(erasure), item: erasure })),
  planFigures: plans =>
    [...plans].flatMap(([plan, { rows }]) =>
      rows.keys.flatMap((account, place): ItemWrite[] => {
        const row = rows.values[place];
        if (!row) return [];
        return [planFiguresWrite({ account, plan, ...row.value })];
      }),
    ),
  medians: ({ rows }) =>
    rows.keys.flatMap((key, place) => {
      const row = rows.values[place];
      const at = key.lastIndexOf('#');
      return row ? [putOf(mediansItem(key.slice(0, at), key.slice(at + 1), row.value))] : [];
    }),
  guardedWeeks: weeks =>
    [...weeks].flatMap(([key, { count, verdict }]): ItemWrite[] => {
      const at = key.lastIndexOf(' ');
      const week = { journey: key.slice(0, at), period: key.slice(at + 1) };
      return [
        { kind: 'put', key: weekCountKey(week.journey, week.period, shard), item: { ...count } },
        ...(verdict ? [putOf(verdictItem(week, verdict, count))] : []),
      ];
    }),
  sends: journeys =>
    [...journeys].flatMap(([journey, { days, peaks }]): ItemWrite[] => [
      ...days.rows.values.map(({ value: { day, figures, windows }, expiresAt }): ItemWrite => {
        const counts = Object.fromEntries([...windows].map(([start, count]) => [windowAttribute(start), count]));
        return { kind: 'put', key: sendsKey(journey, day, shard), item: { ...figures, ...counts, expiresAt } };
      }),
      ...peaks.rows.values.map(
        ({ value: { day, most }, expiresAt }): ItemWrite => ({
          kind: 'put',
          key: peakKey(journey, day),
          item: { most, expiresAt },
        }),
      ),
    ]),
  waiting: owners =>
    [...owners.values()].flatMap(({ rows }) => rows.values.flatMap(({ value }) => waitingWrites(value))),
  claims: ({ rows }) =>
    rows.keys.flatMap((key, place) => {
      const row = rows.values[place];
      // In memory, the key is the claim as JSON.
      return row ? [claimedWrite(JSON.parse(key) as Claim, row.value)] : [];
    }),
  accountsOfUsers: (users, keys) =>
    [...users].flatMap(([user, { values }]) => values.map(account => putOf(memberItem(keys()[0], user, account)))),
  usersOfVisitors: (visitors, keys) =>
    [...visitors].flatMap(([visitor, { values }]) => values.map(user => putOf(visitorItem(keys()[0], visitor, user)))),
  journeyAudit: journeys =>
    [...journeys].flatMap(([journey, { rows }]) =>
      rows.values.map(({ value }) => putOf(auditItem(journeyPartition(journey), value))),
    ),
  routes: routes => [...routes.values()].map(route => ({ kind: 'put', key: routeKey(route), item: packed(route) })),
  entryRefusals: accounts =>
    [...accounts.values()].flatMap(({ rows }) => rows.values.map(({ value }) => putOf(entryRefusalItem(value)))),
  versions: ({ live, definitions, begun }) => [
    ...(Object.keys(live).length === 0
      ? []
      : [{ kind: 'put', key: liveVersionsKey, item: { revision: 1, ...packed({ live }) } } as const]),
    ...definitions.values.map(
      (definition): ItemWrite => ({
        kind: 'put',
        key: definitionKey(definition.id, definition.hash),
        item: packed({ definition }),
      }),
    ),
    ...begun.rows.values.map(
      ({ value, expiresAt }): ItemWrite => ({ kind: 'put', key: begunKey(value), item: { ...value, expiresAt } }),
    ),
  ],
  // Idempotency keys of clients expire after minutes.
  actions: derived,
  keptCalls: (owners, keys) =>
    [...owners].flatMap(([owner, { rows }]) =>
      rows.values.map(({ value }) => putOf(keptItem(keys()[0], JSON.parse(owner), value))),
    ),
  refusals: ({ rows }) => rows.values.map(({ value }) => putOf(refusedItem(value))),
  listened: events =>
    events.size === 0
      ? []
      : [{ kind: 'update', key: listenedKey, add: [{ attribute: 'events', members: [...events] }] }],
  suppressions: ({ knownUntil }) =>
    knownUntil === undefined ? [] : [{ kind: 'put', key: suppressionsKey, item: { until: knownUntil } }],
  // Hourly counts by write key: starting over does no harm.
  callCounts: derived,
  attempts: ({ rows }) =>
    rows.keys.flatMap((message, place): ItemWrite[] => {
      const row = rows.values[place];
      if (!row) return [];
      const { value, expiresAt } = row;
      return [{ kind: 'put', key: triesKey(message), item: { triedReceives: value, expiresAt } }];
    }),
  promptContents: contents => [...contents].map(([hash, content]) => putOf(promptContentItem(hash, content))),
};
