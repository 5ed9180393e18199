import { describe, expect, test } from 'vitest';
import type { Billing, Subscription } from '../../engine/account/account.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { noBilling } from '../../engine/billing/billing-state.ts';
import { isOfUnknownPeriod, paysRenewal } from '../../engine/billing/pays-renewal.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { anEvent } from '../support/journeys.ts';
import { said, someProfile } from '../support/touch.ts';

const at = (day: number) => plusSeconds('2026-03-15T09:00:00.000Z', day * 86_400);
const paid = (fields: DomainEvent['fields'] = {}, name = 'payment.succeeded') =>
  anEvent(name, { occurredAt: at(0), fields: { invoice: 'in_2', reason: 'subscription_cycle', ...fields } });
const runs = (more: Partial<Subscription> = {}): Subscription => ({ status: 'active', at: at(0), ran: true, ...more });
const period = { periodStart: at(0), periodEnd: at(365) };
const renews = (event: DomainEvent, billing: Partial<Billing> = {}, attributes: Record<string, string> = {}) =>
  paysRenewal(event, someProfile({}, { billing: { ...noBilling, ...billing }, attributes: said(attributes) }));

test('only a payment of the cycle renews', () => {
  expect(renews(paid(period))).toBe(true);
  expect(renews(paid(period, 'payment.failed'))).toBe(false);
  expect(renews(paid({ ...period, reason: 'subscription_create' }))).toBe(false);
  expect(renews(paid({ ...period, reason: null }))).toBe(false);
});

test.each([{ periodStart: null }, { periodEnd: null }, { periodStart: null, periodEnd: null }])(
  'a charge of %o says of no period what it would renew',
  missing => {
    const event = paid({ ...period, ...missing });
    expect([renews(event), renews(event, {}, { renewalAt: at(30).slice(0, 10) })]).toEqual([false, false]);
    expect([isOfUnknownPeriod(event), isOfUnknownPeriod(paid(period))]).toEqual([true, false]);
  },
);

describe('a charge for a period', () => {
  test('is judged by its own subscription, where it names one', () => {
    const subscriptions = { a: runs({ startedAt: at(-400) }), b: runs({ startedAt: at(0) }) };
    expect(renews(paid({ ...period, subscription: 'a' }), { subscriptions })).toBe(true);
    expect(renews(paid({ ...period, subscription: 'b' }), { subscriptions })).toBe(false);
    expect(renews(paid(period), { subscriptions })).toBe(false);
    expect(renews(paid({ ...period, subscription: 'c' }), { subscriptions })).toBe(true);
  });

  test.each([-2, -1, 0, 1, 2])('that begins %s days from the start is the first one within a day', days => {
    const isFirst = Math.abs(days) <= 1;
    expect(renews(paid(period), { subscriptions: { a: runs({ startedAt: at(days) }) } })).toBe(!isFirst);
    expect(renews(paid(period), { subscriptions: { a: runs({ trialEndsAt: at(days) }) } })).toBe(!isFirst);
    expect(renews(paid(period), {}, { trialEndsAt: at(days).slice(0, 10) })).toBe(!isFirst);
  });

  test('that begins on no known day is the first one of none', () => {
    expect(renews(paid({ ...period, periodStart: 'soon' }), { subscriptions: { a: runs({ startedAt: at(0) }) } })).toBe(
      true,
    );
    expect(renews(paid(period), {}, { trialEndsAt: 'soon' })).toBe(true);
  });

  test.each<[number, boolean]>([
    [-4, false],
    [-3, true],
    [3, true],
    [4, false],
  ])('that begins %s days from the renewal is that of the contract, of several that run: %s', (days, isContract) => {
    const renewal = { renewalAt: at(days).slice(0, 10) };
    expect(renews(paid(period), { subscriptions: { a: runs(), b: runs({ status: 'trialing' }) } }, renewal)).toBe(
      isContract,
    );
    expect(renews(paid(period), { subscriptions: { a: runs(), b: runs({ status: 'canceled' }) } }, renewal)).toBe(true);
  });
});
