import fc from 'fast-check';
import type { AccountSnapshot, Contact } from '../../engine/account/account.ts';
import type { Change } from '../../engine/account/change.ts';
import type { Delivery } from '../../engine/account/delivery.ts';
import type { PromptReader } from '../../engine/account/prompt-reader.ts';
import { march } from '../conformance/records.ts';

/** What a change is made from, as by a decision. */
export interface Seen {
  account: string;
  snapshot: AccountSnapshot;
  contacts: Partial<Record<string, Contact>>;
  readers: Partial<Record<string, PromptReader>>;
  deliveries: Partial<Record<string, Delivery>>;
}

/** Nothing where what is seen holds nothing to change. */
export type Make<Made extends Change> = (seen: Seen) => Made | undefined;

export type Makers<Kind extends Change['kind']> = {
  [Each in Kind]: fc.Arbitrary<Make<Extract<Change, { kind: Each }>>>;
};

/** Few, so that changes meet. */
export const ids = {
  contacts: ['c1', 'c#2', 'ünï|3'],
  enrollments: ['e1', 'e2', 'e3'],
  events: ['m1', 'm2', 'm3'],
  tasks: ['t1', 't2'],
  deliveries: ['d1', 'd2'],
  prompts: ['p1', 'p2'],
  journeys: ['j1', 'j2'],
  owners: ['csm-1', 'csm-2'],
  plans: ['team', 'solo'],
  flags: ['a_done', 'b_done'],
  addresses: ['ada@example.com', 'Ada@EXAMPLE.com', 'bob@example.com'],
  digests: ['digest-1', 'digest-2'],
  periods: ['2026-W09', '2026-W10'],
} as const;

/** Of what accounts share. */
export const ownName = ({ account }: Pick<Seen, 'account'>, name: string): string => `${account}-${name}`;

/** @param customer `stripe:cus_1` */
export const ownCustomer = ({ account }: Pick<Seen, 'account'>, customer: string): string => `${customer}-${account}`;

export const oneOf = <const Value>(values: readonly Value[]) => fc.constantFrom(...values);
export const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

export const at = fc
  .tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 23 }))
  .map(([day, hour]) => march(day, hour));

/** Most are made from what is stored; some from an older or a newer revision. */
export const missedBy = oneOf([...Array<number>(12).fill(0), -1, 1]);

export const scalar = fc.oneof(
  fc.integer({ min: -5, max: 500 }),
  fc.boolean(),
  fc.constant(null),
  oneOf(['', 'pro', 'ü|%']),
);

export const fields = fc.dictionary(oneOf(['plan', 'seats', 'a b']), scalar, { minKeys: 1, maxKeys: 3 });
