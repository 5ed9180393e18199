import type { Delivery } from '../account/delivery.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import { utcDay } from '../sending/brake.ts';
import { abandonedAt, isOpen } from '../sending/settle-claim.ts';
import { putDue } from './due-index.ts';
import { immutable } from './immutable.ts';
import type { ChangeWriters } from './row-write.ts';
import { putRow, rowAt } from './rows.ts';
import { countSend, countUnwelcome } from './sends.ts';
import { type AccountRows, readAccount, type Store } from './store.ts';

export const memoryDeliveries = (store: Store): Deliveries => ({
  find: async (account, ids) =>
    [...new Set(ids)].flatMap(id => rowAt(readAccount(store, account).deliveries, id) ?? []),

  recordFact: async (account, id, fact, at) => {
    const rows = readAccount(store, account);
    const before = rowAt(rows.deliveries, id);
    if (before && before.facts[fact] === undefined)
      replace(rows, { ...before, facts: { ...before.facts, [fact]: at } });
    return before;
  },
});

export const deliveryWriters: ChangeWriters<'claim' | 'handOver' | 'settle' | 'unwelcome'> = {
  claim: ({ delivery, replaces, counts }, rows, store) => [
    {
      row: rowOf(delivery),
      isWhole: true,
      test: () => {
        const stored = rowAt(rows.deliveries, delivery.id);
        if (!stored || !replaces) return !stored;
        const { state, claims } = replaces;
        // Otherwise a fact recorded since the read would be lost, and with it the proof that the mail was sent.
        return (
          stored.state === state &&
          (claims === undefined || stored.claims === claims) &&
          areAlike(stored.facts, delivery.facts)
        );
      },
      apply: () => {
        replace(rows, delivery);
        putDue(store, delivery.account, isOpen(delivery) ? abandonedAt(delivery) : undefined, delivery.id);
      },
    },
    ...(counts ? [{ row: sendsRow(delivery), apply: () => countSend(store, delivery, counts) }] : []),
  ],

  handOver: ({ delivery }, rows) => [
    partOf(rows, delivery, {
      test: ({ state, claims }) => state === 'reserved' && claims === (delivery.claims ?? 0),
      change: before => ({ ...before, state: 'claimed' }),
    }),
  ],

  settle: ({ delivery }, rows, store) => {
    const { account, id, state, messageId } = delivery;
    return [
      partOf(rows, delivery, {
        change: before => ({ ...before, state, ...(messageId !== undefined && { messageId }) }),
        // An open one stays in the due index, with the time of its claim.
        then: () => !isOpen({ state }) && putDue(store, account, undefined, id),
      }),
    ];
  },

  unwelcome: ({ delivery, fact }, rows, store) => [
    partOf(rows, delivery, {
      test: before => before[`counted-${fact}`] === undefined,
      change: before => ({ ...before, [`counted-${fact}`]: 1 }),
    }),
    { row: sendsRow(delivery), apply: () => countUnwelcome(store, delivery, fact) },
  ],
};

const partOf = (
  rows: AccountRows,
  { id }: Pick<Delivery, 'id'>,
  {
    test = () => true,
    change,
    then,
  }: { test?(stored: Delivery): boolean; change(before: Delivery): Delivery; then?(): unknown },
) => ({
  row: rowOf({ id }),
  test: () => {
    const stored = rowAt(rows.deliveries, id);
    return stored !== undefined && test(stored);
  },
  apply: () => {
    const before = rowAt(rows.deliveries, id);
    if (before) replace(rows, change(before));
    then?.();
  },
});

const replace = (rows: AccountRows, delivery: Delivery): void =>
  putRow(rows.deliveries, delivery.id, immutable(delivery));

const areAlike = (a: Delivery['facts'], b: Delivery['facts']): boolean => {
  const [ones, others] = [Object.entries(a), new Map(Object.entries(b))];
  return ones.length === others.size && ones.every(([fact, at]) => others.get(fact) === at);
};

const sendsRow = ({ journey, claimedAt }: Delivery): string => `sends ${journey} ${utcDay(claimedAt)}`;
const rowOf = ({ id }: Pick<Delivery, 'id'>): string => `delivery ${id}`;
