import { expect, test } from 'vitest';
import type { Enrollment, ParkedWait } from '../../engine/account/enrollment.ts';
import { resumeOf } from '../../engine/account/operator-events.ts';
import { aJourney } from '../support/journeys.ts';
import { aSnapshot, routed } from '../support/routed.ts';
import { anActiveEnrollment, now } from '../support/touch.ts';

// Due on the 4th, and held by the gate until the 12th.
const wait: ParkedWait = {
  resumeToken: 'token',
  step: 'welcome',
  until: '2026-03-12T09:00:00Z',
  wake: { kind: 'day', day: 3, sendAt: '09:00' },
  listens: [],
  anchoredAt: '2026-03-01T10:00:00.000Z',
};
const held = anActiveEnrollment({ wait });
const woken = (enrollment: Enrollment, journey = 'onboarding') => {
  const { effects, reasons } = routed(resumeOf('acme', journey, now), aSnapshot({ enrollments: [enrollment] }), [
    aJourney({ id: 'renewal' }),
    aJourney(),
  ]);
  return { effects, reasons };
};
const nothing = { effects: [], reasons: [] };

test('a journey that was resumed wakes its held touches once every process has heard of it', () => {
  expect(woken(held)).toEqual({
    effects: [{ kind: 'rewake', enrollment: 'onboarding-1', step: 'welcome', until: '2026-03-10T09:01:00Z' }],
    reasons: [{ journey: 'onboarding', did: 'woke', because: 'resumed' }],
  });
});

test('a journey that was resumed leaves alone what is not held, is over, or asks by itself before', () => {
  const { wait: _, ...awake } = held;
  expect(woken(awake)).toEqual(nothing);
  expect(woken({ ...held, wait: { ...wait, wake: { ...wait.wake, day: 11 } as ParkedWait['wake'] } })).toEqual(nothing);
  expect(woken({ ...held, status: 'completed' })).toEqual(nothing);
  expect(woken({ ...held, journey: 'renewal' })).toEqual(nothing);
  expect(woken({ ...held, wait: { ...wait, until: '2026-03-10T09:01:00Z' } })).toEqual(nothing);
  expect(woken({ ...held, wait: { ...wait, until: '2026-03-10T09:01:01Z' } }).effects).toHaveLength(1);
});

test('a journey that is unknown is nothing to resume', () => {
  expect(woken(held, 'trial')).toEqual({ effects: [], reasons: [{ did: 'nothing', because: 'no such journey' }] });
});
