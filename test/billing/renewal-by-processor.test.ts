import { expect, test } from 'vitest';
import type { DomainEvent } from '../../engine/account/event.ts';
import { noBilling } from '../../engine/billing/billing-state.ts';
import { isOfUnknownPeriod, paysRenewal } from '../../engine/billing/pays-renewal.ts';
import { chargebeeEvents } from '../../engine/connectors/billing/chargebee/chargebee-events.ts';
import { paddleEvents } from '../../engine/connectors/billing/paddle/paddle-events.ts';
import { stripeEvents } from '../../engine/connectors/billing/stripe/stripe-events.ts';
import { seconds } from '../support/recorded-events.ts';
import { said, someProfile } from '../support/touch.ts';

/** Days, both of UTC. */
type Period = readonly [from: string, to: string];
const of = (at: string) => ({ id: 'evt_1', occurredAt: `${at}T09:00:00.000Z`, receivedAt: `${at}T09:00:00.000Z` });

/** A paid invoice of a cycle, as each processor tells of it. */
const paid: Record<string, (at: string, period: Period | undefined) => DomainEvent[]> = {
  stripe: (at, period) =>
    stripeEvents({
      ...of(at),
      type: 'invoice.paid',
      object: {
        id: 'in_1',
        customer: 'cus_1',
        billing_reason: 'subscription_cycle',
        // The invoice's own period is the one before.
        ...{ period_start: seconds('2025-01-01'), period_end: seconds('2025-02-01') },
        ...(period && { lines: { data: [{ period: { start: seconds(period[0]), end: seconds(period[1]) } }] } }),
      },
      previous: undefined,
    }),
  paddle: (at, period) =>
    paddleEvents({
      ...of(at),
      type: 'transaction.completed',
      data: {
        id: 'txn_1',
        customer_id: 'ctm_1',
        origin: 'subscription_recurring',
        billing_period: period ? { starts_at: `${period[0]}T00:00:00Z`, ends_at: `${period[1]}T00:00:00Z` } : null,
      },
    }),
  chargebee: (at, period) =>
    chargebeeEvents({
      ...of(at),
      type: 'payment_succeeded',
      content: {
        customer: { id: 'tidewater' },
        invoice: {
          ...{ id: '1042', recurring: true, first_invoice: false },
          ...(period && { line_items: [{ date_from: seconds(period[0]), date_to: seconds(period[1]) }] }),
        },
      },
    }),
};

/** The contract renews on June 15. */
const cases: readonly [string, string, Period | undefined, { dated: boolean; undated: boolean }][] = [
  ['a year from the renewal', '2026-06-15', ['2026-06-15', '2027-06-15'], { dated: true, undated: true }],
  ['a year from the renewal, paid before', '2026-06-01', ['2026-06-15', '2027-06-15'], { dated: true, undated: true }],
  ['a year from the renewal, paid late', '2026-07-03', ['2026-06-15', '2027-06-15'], { dated: true, undated: true }],
  ['a month from the renewal', '2026-06-15', ['2026-06-15', '2026-07-15'], { dated: true, undated: true }],
  ['a month to a day beyond it', '2026-05-16', ['2026-05-16', '2026-06-16'], { dated: true, undated: true }],
  ['the last month of the term', '2026-05-15', ['2026-05-15', '2026-06-15'], { dated: false, undated: true }],
  ['a month of the term', '2026-03-15', ['2026-03-15', '2026-04-15'], { dated: false, undated: true }],
  ['a month, paid after it was over', '2026-04-20', ['2026-03-15', '2026-04-15'], { dated: false, undated: true }],
  ['no period', '2026-06-15', undefined, { dated: false, undated: false }],
];

test.each(Object.keys(paid).flatMap(name => cases.map(each => [name, ...each] as const)))(
  '%s: a payment for %s renews a contract by its period alone',
  (name, _, at, period, renews) => {
    const [event] = paid[name]?.(at, period) ?? [];
    if (event === undefined) throw new Error('The payment says nothing');
    const attributes = said({ renewalAt: '2026-06-15' });
    expect({
      dated: paysRenewal(event, someProfile({}, { billing: noBilling, attributes })),
      undated: paysRenewal(event, someProfile({}, { billing: noBilling, attributes: {} })),
    }).toEqual(renews);
    expect(isOfUnknownPeriod(event)).toBe(period === undefined);
  },
);

const began = ['startedAt', 'trialEndsAt'] as const;
test.each(Object.keys(paid).flatMap(name => began.map(since => [name, since] as const)))(
  '%s: a charge for the period from %s of its subscription is the first one, and renews nothing',
  (name, since) => {
    const renews = (from: string) => {
      const [event] = paid[name]?.(from, [from, '2027-06-15']) ?? [];
      if (event === undefined) throw new Error('The payment says nothing');
      const subscription = { status: 'active', at: event.occurredAt, ran: true, [since]: '2026-03-15T08:30:00.000Z' };
      const billing = { ...noBilling, subscriptions: { a: subscription } };
      return paysRenewal(event, someProfile({}, { billing, attributes: said({ renewalAt: '2026-06-15' }) }));
    };
    expect(['2026-03-14', '2026-03-15', '2026-03-16'].map(renews)).toEqual([false, false, false]);
    expect(['2026-03-13', '2026-03-17', '2026-04-15'].map(renews)).toEqual([true, true, true]);
  },
);
