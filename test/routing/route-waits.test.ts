import { describe, expect, test } from 'vitest';
import type { ParkedWait } from '../../engine/account/enrollment.ts';
import { awaitedEvents, dependsOn, isHold, movedWait, wakeUp } from '../../engine/routing/route-waits.ts';
import { anEvent, on, sameInvoice } from '../support/journeys.ts';
import { aSnapshot } from '../support/routed.ts';
import { anActiveEnrollment, aPolicy, now, someProfile } from '../support/touch.ts';

const parked = (more: Partial<ParkedWait>): ParkedWait => ({
  resumeToken: 'token',
  step: 'stage-60',
  until: '2026-03-12T09:00:00Z',
  wake: { kind: 'day', day: 9, sendAt: '09:00' },
  listens: [],
  anchoredAt: '2026-03-01T10:00:00.000Z',
  ...more,
});
const waits = (more: Partial<ParkedWait>) => anActiveEnrollment({ wait: parked(more) });
const day = (day: number): ParkedWait['wake'] => ({ kind: 'day', day, sendAt: '09:00' });
const beforeRenewal: ParkedWait['wake'] = { kind: 'before', attribute: 'renewalAt', days: 60, sendAt: '09:00' };

describe('a parked wait', () => {
  const moved = (enrollment = waits({}), renewalAt?: string) =>
    movedWait(enrollment, aSnapshot({ profile: someProfile({ ...(renewalAt && { renewalAt }) }) }), aPolicy(), now);

  test('moves to its own time, or to now where that has passed', () => {
    expect(moved(waits({ wake: day(12) }))).toEqual({
      step: 'stage-60',
      from: '2026-03-12T09:00:00Z',
      to: '2026-03-13T09:00:00Z',
    });
    expect(moved(waits({ wake: day(3) }))?.to).toBe('2026-03-10T09:00:00Z');
    expect(moved(waits({ wake: day(9) }))?.to).toBe('2026-03-10T09:00:00Z');
  });

  test('stays where it ends then anyway, has no date, or is none', () => {
    expect(moved(waits({ wake: day(11) }))).toBeUndefined();
    expect(moved(waits({ wake: beforeRenewal }))).toBeUndefined();
    expect(moved(waits({ wake: beforeRenewal }), '2026-05-20')?.to).toBe('2026-03-21T09:00:00Z');
    expect(moved(anActiveEnrollment())).toBeUndefined();
  });

  test('is a hold from its own time until it ends, unless it listens', () => {
    const held = (more: Partial<ParkedWait>) => isHold(waits(more), aSnapshot(), aPolicy(), now);
    expect(held({ wake: day(3) })).toBe(true);
    expect(held({ wake: day(9) })).toBe(true);
    expect(held({ wake: day(10) })).toBe(false);
    expect(held({ wake: day(3), until: '2026-03-10T09:00:00Z' })).toBe(false);
    expect(held({ wake: day(3), until: '2026-03-10T09:00:01Z' })).toBe(true);
    expect(held({ wake: day(3), listens: ['paid'] })).toBe(false);
    expect(held({ wake: beforeRenewal })).toBe(false);
    expect(isHold(anActiveEnrollment(), aSnapshot(), aPolicy(), now)).toBe(false);
  });

  test('depends on the zone and on its own date, except for a time after a step', () => {
    const depends = (wake: ParkedWait['wake'], ...names: string[]) => dependsOn(waits({ wake }), names);
    expect(depends(day(3), 'name', 'timezone')).toBe(true);
    expect(depends(day(3), 'renewalAt')).toBe(false);
    expect(depends(beforeRenewal, 'renewalAt')).toBe(true);
    expect(depends(beforeRenewal, 'trialEndsAt')).toBe(false);
    expect(depends({ kind: 'after', duration: { unit: 'days', amount: 1 } }, 'timezone')).toBe(false);
    expect(dependsOn(anActiveEnrollment(), ['timezone'])).toBe(false);
  });
});

describe('an awaited event', () => {
  const enrollment = anActiveEnrollment({
    trigger: { event: 'payment.failed', fields: { invoice: 'in_1' } },
    awaits: [
      { flag: 'recovery_paid', step: 'recovery', edge: 'paid', trigger: on('Paid', [sameInvoice]) },
      { flag: 'recovery_called', step: 'recovery', edge: 'called', trigger: on('Called') },
    ],
    wait: parked({ listens: ['recovery_paid', 'recovery_called', 'other'], anchoredAt: '2026-03-05T09:00:00.000Z' }),
  });

  test('is seen when it is the one that is meant', () => {
    const paid = (invoice: string) => anEvent('Paid', { fields: { invoice } });
    expect(awaitedEvents(enrollment, [anEvent('Other'), paid('in_1')])).toEqual([
      { enrollment: 'onboarding-1', flag: 'recovery_paid', at: now },
    ]);
    expect(awaitedEvents(enrollment, [paid('in_2')])).toEqual([]);
  });

  test('ends the wait by its normal end where it is the first, else by an error that names it', () => {
    expect(wakeUp(enrollment, { flag: 'recovery_paid', at: now })).toEqual({});
    const error = (name: string) => ({ error: `Journey.Event.${name}` });
    expect(wakeUp(enrollment, { flag: 'recovery_called', at: now })).toEqual(error('called'));
    expect(wakeUp(enrollment, { flag: 'other', at: now })).toEqual(error('other'));
  });

  test('ends no wait that does not listen to it, or began after it', () => {
    expect(wakeUp(enrollment, { flag: 'unknown', at: now })).toBeUndefined();
    expect(wakeUp(anActiveEnrollment(), { flag: 'recovery_paid', at: now })).toBeUndefined();
    expect(wakeUp(enrollment, { flag: 'recovery_paid', at: '2026-03-05T08:59:59.999Z' })).toBeUndefined();
    expect(wakeUp(enrollment, { flag: 'recovery_paid', at: '2026-03-05T09:00:00.000Z' })).toEqual({});
  });
});
