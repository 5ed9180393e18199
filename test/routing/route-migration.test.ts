import { describe, expect, test } from 'vitest';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { continueEvent, migrationOf, resumeOf, stopOf } from '../../engine/account/operator-events.ts';
import { aJourney, anEscalation, anEvent, on } from '../support/journeys.ts';
import { aSnapshot, routed } from '../support/routed.ts';
import { anActiveEnrollment, anEmail, now } from '../support/touch.ts';

const wait = {
  resumeToken: 'token',
  step: 'tips',
  until: '2026-03-12T09:00:00Z',
  wake: { kind: 'day', day: 11, sendAt: '09:00' },
  listens: [],
  anchoredAt: '2026-03-01T10:00:00.000Z',
} as const;
const parked = anActiveEnrollment({ wait, steps: { welcome: '2026-03-01T10:00:00.000Z' } });
const call = anEscalation({ early: [on('Retries Exhausted')] });
const live = aJourney({
  hash: 'v2',
  priority: 10,
  exit: [on('Paid')],
  steps: [anEmail({ id: 'tips', at: { kind: 'day', day: 11 } }), call],
});
const plan = migrationOf(parked, wait, 'v2', now);
const moved = (generation: number) =>
  anEvent(continueEvent, { source: 'daymark', fields: { enrollment: 'onboarding-1', generation } });
const route = (event: DomainEvent, enrollment: Enrollment = parked, journeys = [aJourney({ id: 'other' }), live]) =>
  routed(event, aSnapshot({ enrollments: [anActiveEnrollment({ id: 'other-1' }), enrollment] }), journeys);
const refusal = (...of: Parameters<typeof route>) => {
  const { changes, effects, reasons } = route(...of);
  expect([changes, effects]).toEqual([[], []]);
  expect(reasons.map(({ did }) => did)).toEqual(['nothing']);
  return reasons[0]?.because;
};

describe('the plan to move an enrollment to the live version', () => {
  test('interrupts the very wait that it was made for, and no other', () => {
    expect(route(plan)).toMatchObject({
      changes: [],
      effects: [{ kind: 'migrate', enrollment: 'onboarding-1', step: 'tips', until: wait.until }],
      reasons: [{ journey: 'onboarding', did: 'migrates', because: 'v2' }],
    });
    const since = 'it has moved on since it was planned';
    const { wait: _, ...awake } = parked;
    expect(refusal(plan, awake)).toBe(since);
    expect(refusal(plan, { ...parked, version: 'v0' })).toBe(since);
    expect(refusal(plan, { ...parked, wait: { ...wait, step: 'other' } })).toBe(since);
    expect(refusal(plan, { ...parked, wait: { ...wait, until: '2026-03-13T09:00:00Z' } })).toBe(since);
  });

  test('is refused once another version is live, and once the enrollment or its journey is gone', () => {
    expect(refusal(plan, parked, [{ ...live, hash: 'v3' }])).toBe('another version is live');
    expect(refusal(plan, parked, [aJourney({ id: 'other' })])).toBe('it is over');
    expect(refusal(plan, { ...parked, id: 'onboarding-2' })).toBe('it is over');
    expect(refusal(plan, { ...parked, status: 'completed' })).toBe('it is over');
    expect(refusal(plan, { ...parked, exitReason: 'Paid' })).toBe('it is over');
  });
});

describe('an enrollment whose execution of before has ended', () => {
  test('goes on in the live version, by its rules, from its own beginning', () => {
    const before = { ...parked, precedence: { priority: 1, holds: [], excludes: ['trial'] } };
    const { changes, effects, reasons } = route(moved(1), before);
    const enrollment = {
      ...parked,
      version: 'v2',
      generation: 2,
      exit: [on('Paid')],
      awaits: [],
      early: [call],
      precedence: { priority: 10, holds: [], excludes: [] },
      until: '2026-03-12T09:00:00Z',
    };
    expect(changes).toEqual([
      { kind: 'migrate', enrollment },
      {
        kind: 'line',
        line: {
          at: now,
          account: 'acme',
          journey: 'onboarding',
          enrollment: 'onboarding-1',
          key: '0001.0.9.migrated.2',
          entry: { type: 'migrated', from: 'v1', to: 'v2' },
        },
      },
    ]);
    expect(effects).toEqual([{ kind: 'start', enrollment }]);
    expect(reasons).toEqual([{ journey: 'onboarding', did: 'migrates', because: 'v2' }]);
  });

  test('keeps no precedence that its new version does not name', () => {
    const before = { ...parked, precedence: { priority: 1, holds: [], excludes: [] } };
    const { effects } = route(moved(1), before, [{ ...live, priority: 100 }]);
    expect(effects).toMatchObject([{ kind: 'start' }]);
    expect(effects[0]).not.toHaveProperty('enrollment.precedence');
  });

  test('is started again when the event comes again, and not once it has moved on', () => {
    const again = { ...parked, version: 'v2', generation: 2 };
    expect(route(moved(1), again)).toMatchObject({ changes: [], effects: [{ kind: 'start', enrollment: again }] });
    expect(refusal(moved(1), { ...parked, generation: 3 })).toBe('it has moved on since');
    expect(route(moved(2), again).effects).toMatchObject([{ kind: 'start', enrollment: { generation: 3 } }]);
  });
});

describe('what an operator says', () => {
  test('has one name for one account and moment, so that saying it twice is saying it once', () => {
    const word = { source: 'daymark', account: 'acme', occurredAt: now, receivedAt: now };
    const fields = { journey: 'onboarding' };
    expect(stopOf('acme', 'onboarding', now)).toEqual({
      ...word,
      id: `daymark.stop:onboarding.acme.${now}`,
      name: 'daymark.stop',
      fields,
    });
    expect(resumeOf('acme', 'onboarding', now)).toEqual({
      ...word,
      id: `daymark.resume:onboarding.acme.${now}`,
      name: 'daymark.resume',
      fields,
    });
    expect(plan).toEqual({
      ...word,
      id: `daymark.migrate:onboarding-1.v2.${now}`,
      name: 'daymark.migrate',
      fields: { ...fields, enrollment: 'onboarding-1', from: 'v1', to: 'v2', step: 'tips', until: wait.until },
    });
  });
});
