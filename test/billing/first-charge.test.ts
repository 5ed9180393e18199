import { describe, expect, test } from 'vitest';
import type { Billing, Invoice, Subscription } from '../../engine/account/account.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { noBilling } from '../../engine/billing/billing-state.ts';
import { paysRenewal } from '../../engine/billing/pays-renewal.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { anEvent } from '../support/journeys.ts';
import { said, someProfile } from '../support/touch.ts';

const at = (day: number) => plusSeconds('2026-03-15T09:00:00.000Z', day * 86_400);
const paid = (fields: DomainEvent['fields'] = {}, name = 'payment.succeeded') =>
  anEvent(name, { occurredAt: at(0), fields: { invoice: 'in_2', reason: 'subscription_cycle', ...fields } });
const runs = (more: Partial<Subscription> = {}): Subscription => ({ status: 'active', at: at(0), ran: true, ...more });
const invoice = (more: Partial<Invoice> = {}): Invoice => ({
  state: 'paid',
  amount: 1,
  decline: 'unknown',
  at: at(-20),
  ...more,
});
const renews = (event: DomainEvent, billing: Partial<Billing> = {}, attributes: Record<string, string> = {}) =>
  paysRenewal(event, someProfile({}, { billing: { ...noBilling, ...billing }, attributes: said(attributes) }));

test('only a payment of the cycle renews', () => {
  expect(renews(paid())).toBe(true);
  expect(renews(paid({}, 'payment.failed'))).toBe(false);
  expect(renews(paid({ reason: 'subscription_create' }))).toBe(false);
  expect(renews(paid({ reason: null }))).toBe(false);
});

describe('a charge whose period is not known', () => {
  const renewsAfter = (invoices: Record<string, Invoice>, since = -30) =>
    renews(paid(), { subscriptions: { a: runs({ startedAt: at(since) }) }, invoices });

  test.each<[string, Record<string, Invoice>, boolean]>([
    ['is the first one, where none was paid', {}, false],
    ['renews where one was paid since the subscription began', { in_1: invoice() }, true],
    ['renews where one was paid the moment it began', { in_1: invoice({ at: at(-30) }) }, true],
    ['is the first one, where only it was paid', { in_2: invoice() }, false],
    ['is the first one, where another was voided', { in_1: invoice({ state: 'voided' }) }, false],
    ['is the first one, where another was paid before', { in_1: invoice({ at: at(-31) }) }, false],
    ['is the first one, where another was paid later', { in_1: invoice({ at: at(0) }) }, false],
  ])('%s', (_, invoices, isRenewal) => {
    expect(renewsAfter(invoices)).toBe(isRenewal);
  });

  test('renews after 90 days, for which invoices are kept, and where no start is known', () => {
    expect([renewsAfter({}, -90), renewsAfter({}, -91)]).toEqual([false, true]);
    expect(renews(paid(), { subscriptions: { a: runs() } })).toBe(true);
  });

  test('is judged by its own subscription, where it names one', () => {
    const subscriptions = { a: runs({ startedAt: at(-400) }), b: runs({ startedAt: at(-30) }) };
    expect(renews(paid({ subscription: 'a' }), { subscriptions })).toBe(true);
    expect(renews(paid({ subscription: 'b' }), { subscriptions })).toBe(false);
    expect(renews(paid(), { subscriptions })).toBe(false);
    expect(renews(paid({ subscription: 'c' }), { subscriptions })).toBe(true);
  });
});

describe('a charge for a period', () => {
  const period = { periodStart: at(0), periodEnd: at(365) };

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

  test.each<[string, string | null, boolean]>([
    ['ends after the renewal', at(31), true],
    ['ends on the day of the renewal', at(30), false],
    ['ends before the renewal', at(29), false],
    ['ended before it was paid', at(-1), true],
    ['ended as it was paid', at(0), true],
    ['has no end', null, true],
  ])('renews a contract of other length where it %s', (_, periodEnd, isRenewal) => {
    expect(renews(paid({ periodEnd }), {}, { renewalAt: at(30).slice(0, 10) })).toBe(isRenewal);
  });
});
