import { expect, test } from 'vitest';
import { byHand, bySignal } from '../../engine/account/enrollment.ts';
import { plusSeconds, type Second, toSecond } from '../../engine/kernel/instant.ts';
import { wasMissed } from '../../engine/steps/was-missed.ts';

const due: Second = '2026-03-02T09:00:00Z';
const later = (seconds: number) => plusSeconds('2026-03-02T09:00:00.000Z', seconds);
const day = { kind: 'day', day: 1, sendAt: '09:00' } as const;
const before = { kind: 'before', attribute: 'renewalAt', days: 90, sendAt: '09:00' } as const;
const by = (event: string) => ({ event, id: '1', fields: {} });

test.each([byHand, bySignal])('what %s enrolls so late as a failed call is made again, has missed nothing', event => {
  const missed = (seconds: number) => wasMissed(due, day, { startedAt: later(seconds), trigger: by(event) });
  expect([0, 1, 1200].map(missed)).toEqual([false, false, false]);
  expect([1201, 3600].map(missed)).toEqual([true, true]);
});

test('an event that says itself when it happened has missed what was due a second before', () => {
  const missed = (seconds: number) =>
    wasMissed(due, day, { startedAt: later(seconds), trigger: by('Account Created') });
  expect([-1, 0, 0.9, 1].map(missed)).toEqual([false, false, false, true]);
});

test('a date that moves counts from its move, as late as a call may be, and only for steps that count back from it', () => {
  const moved = { startedAt: later(-86_400), trigger: by('Account Created') };
  const missed = (wake: typeof before | typeof day, seconds: number) =>
    wasMissed(toSecond(later(0)), wake, { ...moved, movedAt: later(seconds) });
  expect([0, 1200, 1201].map(seconds => missed(before, seconds))).toEqual([false, false, true]);
  expect(missed(day, 1201)).toBe(false);
});
