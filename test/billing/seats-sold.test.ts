import { describe, expect, test } from 'vitest';
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

  test('are not spoken of where nothing is sold by the seat', () => {
    expect(seats([rooms], ['team'])).toBeUndefined();
    expect(seats([team], [])).toBeUndefined();
    expect(seats([])).toBeUndefined();
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
