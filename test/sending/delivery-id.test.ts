import { describe, expect, it } from 'vitest';
import { type DeliveryName, deliveryId } from '../../engine/sending/delivery-id.ts';

const name: DeliveryName = {
  account: 'acme',
  journey: 'renewal',
  step: 'roi',
  term: '2026-06-01',
  iteration: 1,
  contact: 'ada',
  channel: 'email',
};

describe('the id of a delivery', () => {
  it('is always the same for the same delivery, and fits a mail tag', () => {
    expect(deliveryId({ ...name })).toBe(deliveryId(name));
    expect(deliveryId(name)).toMatch(/^[a-z2-7]{32}$/);
  });

  it('differs in every part, and parts cannot run into each other', () => {
    const others = (['account', 'journey', 'step', 'term', 'contact'] as const).map(part =>
      deliveryId({ ...name, [part]: 'other' }),
    );
    const all = [
      deliveryId(name),
      ...others,
      deliveryId({ ...name, iteration: 2 }),
      deliveryId({ ...name, channel: 'inApp' }),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(deliveryId({ ...name, account: 'a', journey: 'bc' })).not.toBe(
      deliveryId({ ...name, account: 'ab', journey: 'c' }),
    );
  });
});
