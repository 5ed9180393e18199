import { describe, expect, test } from 'vitest';
import { type Delivery, isStillOurs } from '../../engine/account/delivery.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { isOpen, outcomeLine, settleClaim } from '../../engine/sending/settle-claim.ts';
import { aDelivery } from '../support/delivery.ts';
import { now } from '../support/touch.ts';

const halfAnHour = plusSeconds(now, 1_800);
const settled = (more: Partial<Delivery>, hasEnded = false, at = halfAnHour) => {
  const found = settleClaim(aDelivery(more), at, hasEnded);
  return found && [found.delivery, found.line?.entry];
};
const line = (outcome: string, more = {}) => ({
  type: 'touch',
  step: 'welcome',
  channel: 'email',
  outcome,
  template: 'welcome',
  to: 'ada',
  ...more,
});

describe('a delivery that a dead process left', () => {
  test('is sent if the mail service reported it, else unknown for good', () => {
    const facts = { delivered: now };
    expect(settled({ facts })).toEqual([aDelivery({ facts, state: 'accepted' }), line('sent')]);
    expect(settled({ facts: { rejected: now } })).toEqual([
      aDelivery({ facts: { rejected: now }, state: 'unknown', isFinal: true }),
      line('unknown', { reason: 'ambiguous' }),
    ]);
  });

  test('is told once: what was unknown before is unknown without another line', () => {
    expect(settled({ state: 'unknown' })).toEqual([aDelivery({ state: 'unknown', isFinal: true }), undefined]);
    expect(settled({ state: 'unknown', facts: { sent: now } })).toEqual([
      aDelivery({ state: 'accepted', facts: { sent: now } }),
      line('sent'),
    ]);
  });

  test('that was never handed over is skipped once its enrollment is over', () => {
    expect(settled({ state: 'reserved' }, true)).toEqual([
      aDelivery({ state: 'held' }),
      line('skipped', { reason: 'exited' }),
    ]);
    expect(settled({ state: 'reserved' })).toBeUndefined();
    expect(settled({ state: 'reserved', facts: { sent: now } })).toBeUndefined();
  });

  test('is left alone while its touch may still look again', () => {
    expect(settled({}, false, plusSeconds(now, 1_799.999))).toBeUndefined();
    expect(settled({ state: 'reserved' }, true, plusSeconds(now, 1_799.999))).toBeUndefined();
  });

  test('that is settled stays so', () => {
    for (const state of ['held', 'accepted', 'rejected'] as const) expect(settled({ state }, true)).toBeUndefined();
    for (const state of ['reserved', 'claimed', 'unknown'] as const)
      expect(settled({ state, isFinal: true }, true)).toBeUndefined();
  });
});

test('what may still be sent is open, and what was not handed over is still ours', () => {
  const states = ['held', 'reserved', 'claimed', 'accepted', 'rejected', 'unknown'] as const;
  expect(states.filter(state => isOpen({ state }))).toEqual(['reserved', 'claimed', 'unknown']);
  expect(states.filter(state => isStillOurs({ state }))).toEqual(['held', 'reserved']);
});

test('the line of a late fate names its delivery, and its template where it has one', () => {
  const at = halfAnHour;
  expect(outcomeLine(aDelivery(), 'sent', at)).toEqual({
    at,
    account: 'acme',
    journey: 'onboarding',
    enrollment: 'onboarding-1',
    key: '~.touch.d1',
    entry: line('sent'),
  });
  expect(outcomeLine(aDelivery({ template: '' }), 'sent', at).entry).not.toHaveProperty('template');
});
