import { describe, expect, test } from 'vitest';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import type { BranchCall, CallOf, Wake } from '../../engine/definition/step-call.ts';
import { closeStep, hasArms, nextAfter, recordStep } from '../../engine/steps/step-turn.ts';
import { waitTurn } from '../../engine/steps/wait/turn.ts';
import { aSnapshot } from '../support/routed.ts';
import { anActiveEnrollment, aTouch, now, someProfile } from '../support/touch.ts';

const since = '2026-03-05T09:00:00.000Z';
const later = '2026-03-06T09:00:00.000Z';
const onDay: Wake = { kind: 'day', day: 20, sendAt: '09:00' };
const beforeRenewal: Wake = { kind: 'before', attribute: 'renewalAt', days: 30, sendAt: '09:00' };
const flags = [
  { flag: 'survey_answered', edge: 'answered' },
  { flag: 'survey_called', edge: 'called' },
];

const { step: _, template: _t, class: _c, cause: _u, ...frame } = aTouch();
const call = (wake: Wake = onDay): CallOf<BranchCall, 'resolve'> => ({
  ...frame,
  at: since,
  step: { kind: 'resolve', id: 'survey', wake, flags },
  next: { answered: { kind: 'go' }, called: { kind: 'end' } },
});
const resolve = (enrollment: Partial<Enrollment> = {}, wake?: Wake, renewalAt = '2026-06-01') => {
  const snapshot = aSnapshot({ profile: someProfile({ renewalAt }), enrollments: [anActiveEnrollment(enrollment)] });
  const decided = waitTurn.decide(call(wake), { snapshot, now });
  if (!('answer' in decided)) throw new Error('the wait was not resolved');
  return decided.answer;
};

describe('a wait that could not begin', () => {
  test('ended with the enrollment', () => {
    const exited = { until: '2026-03-10T09:00:00Z', at: now, took: 'exited' };
    expect(resolve({ id: 'another' })).toEqual(exited);
    expect(resolve({ status: 'completed' })).toEqual(exited);
    expect(resolve({ exitReason: 'Paid', seen: { survey_answered: later } })).toEqual(exited);
  });

  test('ended with the first event since its beginning, and of two at once with the one listed first', () => {
    const took = (seen: Record<string, string>) => resolve({ seen }).took;
    expect(resolve({ seen: { survey_called: later } })).toEqual({ until: '', at: now, took: 'called' });
    expect(took({ survey_answered: since })).toBe('answered');
    expect(took({ survey_answered: '2026-03-05T08:59:59.999Z' })).toBe('(again)');
    expect(took({ survey_answered: later, survey_called: since })).toBe('called');
    expect(took({ survey_answered: since, survey_called: later })).toBe('answered');
    expect(took({ survey_answered: later, survey_called: later })).toBe('answered');
    expect(took({ other: later })).toBe('(again)');
  });

  test('waits again until its date as it is now, or not at all without one', () => {
    expect(resolve()).toEqual({ until: '2026-03-21T09:00:00Z', at: since, took: '(again)' });
    expect(resolve({}, beforeRenewal)).toEqual({ until: '2026-05-02T09:00:00Z', at: since, took: '(again)' });
    expect(resolve({}, beforeRenewal, '')).toEqual({ until: '2026-03-10T09:00:00Z', at: since, took: '(again)' });
  });

  test('counts from the move of its date, where that came later', () => {
    const earlier = '2026-03-04T09:00:00.000Z';
    expect(resolve({ movedAt: later }, beforeRenewal).at).toBe(later);
    expect(resolve({ movedAt: earlier }, beforeRenewal).at).toBe(since);
    expect(resolve({ movedAt: later }, onDay).at).toBe(since);
  });
});

describe('the end of a step', () => {
  const snapshot = aSnapshot({ enrollments: [anActiveEnrollment()] });

  test('that ends the enrollment is written only while that is active', () => {
    const kinds = (next: Parameters<typeof closeStep>[1]) =>
      closeStep(aTouch(), next, snapshot, now).changes.map(change => change.kind);
    expect(kinds({ kind: 'end' })).toEqual(['stillActive', 'advance', 'line']);
    expect(kinds({ kind: 'go' })).toEqual(['advance']);
    expect(closeStep(aTouch(), { kind: 'end' }, snapshot, now).changes[0]).toEqual({
      kind: 'stillActive',
      enrollment: 'onboarding-1',
    });
    expect(closeStep(aTouch(), { kind: 'go' }, snapshot, now).result).toEqual({ until: '', at: now, took: '' });
  });

  test('is recorded by the name of its round', () => {
    expect(recordStep(aTouch({ iteration: 3 }), now)).toEqual({
      kind: 'advance',
      enrollment: 'onboarding-1',
      step: 'welcome (3)',
      at: now,
    });
  });
});

describe('the arm of a branch', () => {
  test('is followed by what the state machine knows, and by nothing else', () => {
    expect(nextAfter(call(), 'called')).toEqual({ kind: 'end' });
    expect(nextAfter(aTouch(), 'called')).toEqual({ kind: 'end' });
    expect([hasArms(call()), hasArms(aTouch())]).toEqual([true, false]);
    expect(() => nextAfter(call(), 'lost')).toThrow('Step "survey" of journey "onboarding" took "lost"');
  });

  test('is kept with the step, beside the arms before it', () => {
    const taken = (took: Enrollment['took'], next: Parameters<typeof closeStep>[1], arm?: string) => {
      const snapshot = aSnapshot({ enrollments: [anActiveEnrollment(took && { took })] });
      return closeStep(aTouch(), next, snapshot, now, arm).changes.find(({ kind }) => kind === 'advance');
    };
    const advance = recordStep(aTouch(), now);
    expect(taken({ first: 'a' }, { kind: 'go' }, 'called')).toEqual({
      ...advance,
      took: { first: 'a', welcome: 'called' },
    });
    expect(taken(undefined, { kind: 'end' }, 'called')).toEqual({
      ...advance,
      ended: 'completed',
      took: { welcome: 'called' },
    });
    expect(taken({ first: 'a' }, { kind: 'go' })).toEqual(advance);
  });
});
