import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrequencyCap } from '../../engine/definition/policy.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { capsPerAccount, frequencyCap, keepSends } from '../../engine/sending/frequency-cap.ts';
import { aPolicy, now } from '../support/touch.ts';

const day = 86_400;
const cap = (more: Partial<FrequencyCap> = {}): FrequencyCap => ({
  classes: ['lifecycle', 'marketing'],
  atMost: 2,
  withinDays: 7,
  onCapped: 'hold',
  ...more,
});
const sent = (secondsAgo: number, of: 'transactional' | 'lifecycle' | 'marketing' = 'lifecycle') => ({
  delivery: `d${secondsAgo}`,
  class: of,
  at: plusSeconds(now, -secondsAgo),
});

describe('a frequency cap', () => {
  it('has room until it is full', () => {
    expect(frequencyCap([cap()], 'lifecycle', [sent(day)], now)).toBe('room');
  });

  it('holds until the oldest send that is one too many leaves the window', () => {
    const sends = [sent(day), sent(3 * day), sent(2 * day)];
    expect(frequencyCap([cap()], 'lifecycle', sends, now)).toEqual({ holdUntil: '2026-03-15T09:00:00Z' });
  });

  it('has room again at the very second that the window ends', () => {
    expect(frequencyCap([cap({ atMost: 1 })], 'lifecycle', [sent(7 * day)], now)).toBe('room');
    expect(frequencyCap([cap({ atMost: 1 })], 'lifecycle', [sent(7 * day - 1)], now)).toEqual({
      holdUntil: '2026-03-10T09:00:01Z',
    });
  });

  it('neither counts nor stops classes that it does not name', () => {
    expect(frequencyCap([cap({ atMost: 1 })], 'lifecycle', [sent(day, 'transactional')], now)).toBe('room');
    expect(frequencyCap([cap({ atMost: 1 })], 'transactional', [sent(day)], now)).toBe('room');
  });

  it('skips when any full cap says so', () => {
    const caps = [cap({ atMost: 1 }), cap({ atMost: 1, onCapped: 'skip' })];
    expect(frequencyCap(caps, 'lifecycle', [sent(day)], now)).toBe('skip');
  });

  it('that allows nothing never has room', () => {
    expect(frequencyCap([cap({ atMost: 0, onCapped: 'skip' })], 'lifecycle', [], now)).toBe('skip');
  });

  it('has room at the second that it holds until, and never sends more than it allows', () => {
    const sends = fc.array(fc.integer({ min: 1, max: 14 * day }), { maxLength: 12 });
    fc.assert(
      fc.property(
        sends,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 10 }),
        (ages, atMost, withinDays) => {
          const made = ages.map(age => sent(age));
          const answer = frequencyCap([cap({ atMost, withinDays })], 'lifecycle', made, now);
          const inWindow = made.filter(({ at }) => plusSeconds(at, withinDays * day) > now).length;
          expect(answer === 'room').toBe(inWindow < atMost);
          if (typeof answer === 'string') return;
          const until = new Date(answer.holdUntil).toISOString();
          expect(frequencyCap([cap({ atMost, withinDays })], 'lifecycle', made, until)).toBe('room');
          expect(frequencyCap([cap({ atMost, withinDays })], 'lifecycle', made, plusSeconds(until, -1))).not.toBe(
            'room',
          );
        },
      ),
    );
  });
});

describe('the sends that a contact keeps', () => {
  it('are those that a cap or a held touch may still ask for', () => {
    const sends = [sent(day), sent(30 * day), sent(40 * day)];
    expect(keepSends(sends, aPolicy(), now)).toHaveLength(2);
    expect(keepSends(sends, aPolicy({ frequencyCaps: [cap({ withinDays: 60 })] }), now)).toHaveLength(3);
  });

  it('are kept for longer than a touch may be held', () => {
    const sends = [sent(60 * day), sent(61 * day), sent(62 * day)];
    expect(keepSends(sends, aPolicy({ holdAtMostDays: 60 }), now)).toEqual([sent(60 * day)]);
  });
});

describe('several caps that are full', () => {
  it('hold until there is room in all of them', () => {
    const caps = [
      cap({ atMost: 1, withinDays: 7 }),
      cap({ atMost: 1, withinDays: 9 }),
      cap({ atMost: 1, withinDays: 8 }),
    ];
    expect(frequencyCap(caps, 'lifecycle', [sent(day)], now)).toEqual({ holdUntil: '2026-03-18T09:00:00Z' });
  });
});

it('the caps of an account are those that count all its mail of a class', () => {
  const ofAccount = cap({ per: 'account' });
  const caps = [cap(), cap({ per: 'account', classes: ['marketing'] }), ofAccount];
  expect(capsPerAccount(caps, 'lifecycle')).toEqual([ofAccount]);
});
