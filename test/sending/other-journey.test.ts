import { describe, expect, test } from 'vitest';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import { channels } from '../../engine/channels/channels.ts';
import { type Precedence, precedenceOf } from '../../engine/definition/precedence.ts';
import { otherJourney } from '../../engine/sending/gate/other-journey.ts';
import { anEnrollment, march } from '../conformance/records.ts';
import { aSnapshot } from '../support/routed.ts';
import { aTouch } from '../support/touch.ts';

const precedence = (more: Partial<Precedence>): Pick<Enrollment, 'precedence'> =>
  precedenceOf({ priority: 100, ...more });
const own = (more: Partial<Enrollment> = {}): Enrollment =>
  anEnrollment('acme', 'own', { journey: 'spotlight', startedAt: march(2), ...more });
const other = (more: Partial<Enrollment> = {}): Enrollment =>
  anEnrollment('acme', 'other', { journey: 'payment-recovery', startedAt: march(3), ...more });

const ask = (enrollments: Enrollment[], messageClass: 'marketing' | 'lifecycle' | 'transactional' = 'marketing') =>
  otherJourney.ask({
    channel: channels.email,
    call: aTouch({
      enrollment: 'own',
      class: messageClass,
      journey: { id: 'spotlight', version: 'v1', title: 'Spotlight' },
    }),
    snapshot: aSnapshot({ enrollments }),
    switches: { everything: false, classes: new Set<never>(), journeys: new Set<never>(), closed: new Set<never>() },
    now: march(10),
  });
const waits = { hold: 'other-journey', until: '2026-03-11T09:00:00Z' };

describe('while an account is in a journey that holds marketing', () => {
  const holder = other(precedence({ priority: 10, holds: ['marketing'] }));

  test('promotion of the others waits a day at a time, and nothing else does', () => {
    expect(ask([own(), holder])).toEqual(waits);
    expect(ask([own(), holder], 'lifecycle')).toBe('pass');
    expect(ask([own(), holder], 'transactional')).toBe('pass');
  });

  test('it goes on once the other has ended, or is leaving', () => {
    expect(ask([own(), { ...holder, status: 'completed' }])).toBe('pass');
    expect(ask([own(), { ...holder, exitReason: 'payment.recovered' }])).toBe('pass');
  });

  test('a journey that goes first does not wait for it, nor does another account’s turn in the same journey', () => {
    expect(ask([own(precedence({ priority: 5 })), holder])).toBe('pass');
    expect(ask([own(), { ...holder, journey: 'spotlight' }])).toBe('pass');
  });

  test('of two of one priority that hold each other the earlier one goes on', () => {
    const holds = precedence({ holds: ['marketing'] });
    expect(ask([own(holds), other(holds)])).toBe('pass');
    expect(ask([own({ ...holds, startedAt: march(4) }), other(holds)])).toEqual(waits);
    expect(ask([own(), other(holds)])).toEqual(waits);
  });

  test('of two that began at once the first by id goes on, in whatever order they are known', () => {
    const holds = precedence({ holds: ['marketing'] });
    const sameTime = other({ ...holds, startedAt: march(2) });
    for (const order of [(a: Enrollment[]) => a, (a: Enrollment[]) => a.toReversed()]) {
      expect(ask(order([own(holds), sameTime]))).toEqual(waits);
      expect(ask(order([own(holds), { ...sameTime, id: 'zeta' }]))).toBe('pass');
    }
  });

  test('it waits for one that holds it whatever began first, if it holds nothing itself', () => {
    const ordinary = precedence({ holds: ['marketing'] });
    expect(ask([other(ordinary), own(precedence({ holds: ['lifecycle'] }))])).toEqual(waits);
  });
});

describe('while an account is in a journey that excludes this one', () => {
  const excluding = other(precedence({ excludes: ['spotlight'] }));

  test('it sends nothing but what must be said', () => {
    expect(ask([own(), excluding], 'lifecycle')).toEqual({ skip: 'excluded' });
    expect(ask([own(), excluding], 'transactional')).toBe('pass');
    expect(ask([own(), { ...excluding, status: 'exited' }], 'lifecycle')).toBe('pass');
  });
});

test('journeys that leave the others alone pin nothing', () => {
  expect(precedenceOf({ priority: 100 })).toEqual({});
  expect(precedenceOf({ priority: 100, holds: [], excludes: [] })).toEqual({});
  expect(precedenceOf({ priority: 10 })).toEqual({ precedence: { priority: 10, holds: [], excludes: [] } });
});
