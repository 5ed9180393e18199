import { expect, test } from 'vitest';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import { leaveOutOf } from '../../engine/account/operator-events.ts';
import { aJourney } from '../support/journeys.ts';
import { aSnapshot, routed } from '../support/routed.ts';
import { anActiveEnrollment, now } from '../support/touch.ts';

const enrollment = anActiveEnrollment({ steps: { welcome: now } });
const route = (step: string, of: Enrollment = enrollment) =>
  routed(leaveOutOf(of, { step, reason: 'wrong_time' }, now), aSnapshot({ enrollments: [of] }), [aJourney()]);

test('leaves a touch of an enrollment out, beside those that were left out before', () => {
  expect(route('tips').changes).toEqual([
    { kind: 'leaveOut', enrollment: enrollment.id, leftOut: { tips: 'wrong_time' } },
  ]);
  expect(route('tips', { ...enrollment, leftOut: { invite: 'other' } }).changes).toMatchObject([
    { leftOut: { invite: 'other', tips: 'wrong_time' } },
  ]);
});

test('leaves alone what is over', () => {
  const refusal = (...of: Parameters<typeof route>) => {
    const { changes, reasons } = route(...of);
    expect(changes).toEqual([]);
    return reasons.map(({ because }) => because);
  };
  expect(refusal('welcome')).toEqual(['the step is done']);
  expect(refusal('tips', { ...enrollment, exitReason: 'Paid' })).toEqual(['it is over']);
});
