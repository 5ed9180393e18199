import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Billing } from '../../engine/account/account.ts';
import { applySubscription } from '../../engine/billing/subscription-state.ts';
import { subscriptionWords } from '../../engine/billing/subscription-words.ts';
import { chargebeeEvents } from '../../engine/connectors/billing/chargebee/chargebee-events.ts';
import { paddleEvents } from '../../engine/connectors/billing/paddle/paddle-events.ts';
import { stripeEvents } from '../../engine/connectors/billing/stripe/stripe-events.ts';

const now = '2026-03-10T09:00:00.000Z';
const event = { id: 'e', occurredAt: now, receivedAt: now };

interface Item {
  price: string;
  quantity?: number;
}
/** Seats of a subscription of these items. */
const seatsIn: Readonly<Record<string, (items: readonly Item[], prices?: readonly string[]) => unknown>> = {
  Stripe: (items, prices) =>
    stripeEvents({
      ...event,
      type: 'customer.subscription.created',
      object: {
        id: 's',
        status: 'active',
        items: {
          data: items.map(({ price, quantity }) => ({ quantity, price: { id: price, product: `of ${price}` } })),
        },
      },
      prices,
    })[0]?.fields.seats,
  Paddle: (items, prices) =>
    paddleEvents({
      ...event,
      type: 'subscription.updated',
      data: {
        id: 's',
        status: 'active',
        items: items.map(({ price, quantity }) => ({ quantity, price: { id: price, product_id: `of ${price}` } })),
      },
      prices,
    })[0]?.fields.seats,
  Chargebee: (items, prices) =>
    chargebeeEvents({
      ...event,
      type: 'subscription_changed',
      content: {
        subscription: {
          id: 's',
          status: 'active',
          subscription_items: items.map(({ price, quantity }, index) => ({
            item_price_id: price,
            item_id: `of ${price}`,
            item_type: index === 0 ? 'plan' : 'addon',
            quantity,
          })),
        },
      },
      prices,
    })[0]?.fields.seats,
};

describe.each(Object.entries(seatsIn))('seats of a subscription at %s', (_, seats) => {
  const team = { price: 'team', quantity: 25 };
  const rooms = { price: 'rooms', quantity: 2 };

  test('are the quantity of the one price that it sells', () => {
    expect(seats([team])).toBe(25);
    expect(seats([team, { ...team, quantity: 5 }])).toBe(30);
    expect(seats([team, { price: 'calls' }])).toBe(25);
  });

  test('are unknown where it sells several and nobody says which of them are seats', () => {
    expect(seats([team, rooms])).toBeNull();
  });

  test('are what the catalog says is sold by the seat, by the id of the price or of its product', () => {
    expect(seats([team, rooms], ['team'])).toBe(25);
    expect(seats([rooms, team], ['of team'])).toBe(25);
    expect(seats([team, rooms], ['team', 'rooms'])).toBe(27);
  });

  test('are none where it sells none of the prices that are seats', () => {
    expect(seats([rooms], ['team'])).toBe(0);
    expect(seats([rooms, { price: 'calls' }], ['team', 'of team'])).toBe(0);
  });

  test('are not spoken of where nothing has a number, or the catalog leaves them to others', () => {
    expect(seats([{ price: 'calls' }], ['team'])).toBeUndefined();
    expect(seats([team], [])).toBeUndefined();
    expect(seats([])).toBeUndefined();
  });
});

test.each([
  [undefined, null],
  [['team'], null],
  [[], undefined],
])('are unknown where Stripe sends only the first of its items, with %j named', (prices, seats) => {
  const items = { has_more: true, data: [{ quantity: 25, price: { id: 'team' } }] };
  const object = { id: 's', status: 'active', items };
  const [told] = stripeEvents({ ...event, type: 'customer.subscription.updated', object, prices });
  expect(told?.fields.seats).toBe(seats);
});

test('what is charged once is nothing that it sells on', () => {
  const paddle = [
    { quantity: 25, price: { id: 'team' } },
    { quantity: 1, recurring: false, price: { id: 'setup' } },
  ];
  const data = { id: 's', status: 'active', items: paddle };
  expect(paddleEvents({ ...event, type: 'subscription.updated', data })[0]?.fields.seats).toBe(25);
  const subscription_items = [
    { item_price_id: 'team', item_type: 'plan', quantity: 25 },
    { item_price_id: 'setup', item_type: 'charge', quantity: 1 },
  ];
  const content = { subscription: { id: 's', status: 'active', subscription_items } };
  expect(chargebeeEvents({ ...event, type: 'subscription_changed', content })[0]?.fields.seats).toBe(25);
});

/** What the account's subscriptions tell of seats, in the given order of arrival. */
const seatsAfter = (told: readonly { id: string; day: number; items: readonly Item[]; type?: string }[]) => {
  const state = told.reduce<Billing>(
    (billing, { id, day, items, type = 'customer.subscription.updated' }) => {
      const occurredAt = `2026-03-${String(day).padStart(2, '0')}T09:00:00.000Z`;
      const data = items.map(({ price, quantity }) => ({ quantity, price: { id: price } }));
      const status = type.endsWith('deleted') ? 'canceled' : 'active';
      const object = { object: 'subscription', id, status, items: { data } };
      return stripeEvents({ ...event, id: `${id}-${day}`, occurredAt, type, object, prices: ['team'] }).reduce(
        (known, each) => applySubscription(known, each).billing,
        billing,
      );
    },
    { invoices: {}, declines: [] },
  );
  return subscriptionWords(state, true).seats?.value;
};

describe('of an account whose seats the catalog names', () => {
  const [team, rooms] = [
    { price: 'team', quantity: 25 },
    { price: 'rooms', quantity: 2 },
  ] as const;
  const stories = {
    'seats are what it has': [[{ id: 's', day: 1, items: [team, rooms] }], 25],
    'none are left when it moves to another price': [
      [
        { id: 's', day: 1, items: [team] },
        { id: 's', day: 5, items: [rooms] },
      ],
      0,
    ],
    'none are left when another subscription takes its place': [
      [
        { id: 's', day: 1, items: [team] },
        { id: 'other', day: 4, items: [rooms] },
        { id: 's', day: 5, items: [team], type: 'customer.subscription.deleted' },
      ],
      0,
    ],
    'they come back': [
      [
        { id: 's', day: 1, items: [team] },
        { id: 's', day: 5, items: [rooms] },
        { id: 's', day: 9, items: [team, rooms] },
      ],
      25,
    ],
    'what is no seat adds none': [
      [
        { id: 's', day: 1, items: [team] },
        { id: 'other', day: 2, items: [rooms] },
      ],
      25,
    ],
    'none are spoken of where it never bought any': [
      [
        { id: 's', day: 1, items: [rooms] },
        { id: 'other', day: 2, items: [rooms] },
      ],
      undefined,
    ],
  } as const;

  test.each(Object.entries(stories))('%s, in any order of arrival', (_, [told, seats]) => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...told], { minLength: told.length }), arrived => {
        expect(seatsAfter(arrived)).toBe(seats);
      }),
    );
  });
});

test('of a subscription of the one plan that there was before items', () => {
  const of = (subscription: object, prices?: readonly string[]) =>
    chargebeeEvents({ ...event, type: 'subscription_changed', content: { subscription }, prices })[0]?.fields.seats;
  const old = { id: 's', status: 'active', plan_id: 'team', plan_quantity: 3 };
  expect(of(old)).toBe(3);
  expect(of({ ...old, addons: [{ id: 'rooms', quantity: 2 }] })).toBeNull();
  expect(of({ ...old, addons: [{ id: 'rooms', quantity: 2 }] }, ['team'])).toBe(3);
  const stripe = { id: 's', status: 'active', quantity: 7, plan: { id: 'team' } };
  expect(stripeEvents({ ...event, type: 'customer.subscription.created', object: stripe })[0]?.fields.seats).toBe(7);
});
