import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Billing } from '../../engine/account/account.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import type { RecurringRevenue } from '../../engine/account/recurring-revenue.ts';
import { applyBilling, noBilling } from '../../engine/billing/billing-state.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { balanceBefore, inOrder } from '../../engine/numbers/balance.ts';
import { anEvent } from '../support/journeys.ts';

const at = (day: number) => plusSeconds('2026-03-01T00:00:00.000Z', day * 86_400);
const said = (day: number, mrr: number | null | undefined, status = 'active', more: DomainEvent['fields'] = {}) =>
  anEvent(status === 'canceled' ? 'subscription.ended' : 'subscription.changed', {
    occurredAt: at(day),
    fields: { subscription: 'a', status, ...(mrr !== undefined && { mrr, currency: 'usd' }), ...more },
  });

/** What is kept of the events, in the order in which they come. */
const kept = (events: readonly DomainEvent[]): RecurringRevenue[] => {
  const rows = new Map<string, RecurringRevenue>();
  let billing: Billing = noBilling;
  for (const event of events) {
    const step = applyBilling({ billing, attributes: {} }, event);
    billing = step.billing;
    for (const row of step.revenue ?? []) rows.set(`${row.at}#${row.subscription}`, row);
  }
  return inOrder([...rows.values()]);
};

describe('a row is kept', () => {
  test.each<[string, DomainEvent[], (number | string)[]]>([
    ['of the first price', [said(1, 900)], [900]],
    ['not of the same price again', [said(1, 900), said(2, 900), said(3, 900, 'past_due')], [900]],
    ['of another price', [said(1, 900), said(2, 1_200)], [900, 1_200]],
    ['of a trial, and of the payment after it', [said(1, 900, 'trialing'), said(2, 900)], ['trialing', 900]],
    ['of a pause, and of its end', [said(1, 900), said(2, 900, 'paused'), said(3, 900)], [900, 'paused', 900]],
    ['of an end that says no price', [said(1, 900), said(2, undefined, 'canceled')], [900, 'canceled']],
    ['not of a subscription that never ran', [said(1, 900, 'incomplete')], []],
    ['not of one whose price was never said', [said(1, undefined), said(2, undefined, 'canceled')], []],
    ['of one whose price cannot be told', [said(1, null)], ['active']],
    ['of what comes late, and of what ends it', [said(1, 900), said(3, 900), said(2, 1_200)], [900, 1_200, 900]],
    ['not of a late word without a price', [said(1, 900), said(3, 900), said(2, undefined)], [900]],
  ])('%s', (_, events, expected) => {
    expect(kept(events).map(({ status, mrr }) => (status === 'active' && mrr ? mrr : status))).toEqual(expected);
  });

  test('of each subscription by itself', () => {
    const other = said(2, 500, 'active', { subscription: 'b' });
    expect(balanceBefore(kept([said(1, 900), other, said(3, 900, 'canceled')]), at(9)).amounts).toEqual({ usd: 500 });
  });

  test('with an end, although it makes a failed payment obsolete', () => {
    const failed = anEvent('payment.failed', { occurredAt: at(4), fields: { invoice: 'i', subscription: 'a' } });
    expect(kept([said(1, 900), failed, said(3, undefined, 'canceled')]).map(({ status }) => status)).toEqual([
      'active',
      'canceled',
    ]);
  });
});

test('events that overtake each other, or come twice, leave the same revenue', () => {
  const state = fc.record({
    mrr: fc.constantFrom(0, 900, 1_200),
    status: fc.constantFrom('trialing', 'active', 'paused'),
  });
  fc.assert(
    fc.property(
      fc.array(state, { minLength: 1, maxLength: 8 }),
      fc.array(fc.boolean(), { maxLength: 8 }),
      (states, swaps) => {
        const events = states.map(({ mrr, status }, day) => said(day, mrr, status));
        const mixed = events.flatMap((event, place) => {
          if (swaps[place] && !swaps[place - 1]) return [events[place + 1] ?? event, event];
          return swaps[place - 1] && !swaps[place - 2] ? [] : [event];
        });
        const truth = (day: number) => states.slice(0, day).at(-1);
        for (let day = 1; day <= states.length; day++) {
          const { mrr = 0, status } = truth(day) ?? {};
          const expected = status === 'active' && mrr > 0 ? { usd: mrr } : {};
          expect(balanceBefore(kept(mixed), at(day)).amounts).toEqual(expected);
          expect(balanceBefore(kept([...events, ...events]), at(day)).amounts).toEqual(expected);
        }
      },
    ),
  );
});
