import { describe, expect, test } from 'vitest';
import { evaluateEvent } from '../../engine/account/evaluate-event.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import type { RoutingInput } from '../../engine/account/routing.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { enrollAccount, startsOf } from '../../engine/routing/route-enroll.ts';
import { aJourney, anEvent, aUpdate, on } from '../support/journeys.ts';
import { aSnapshot, type SnapshotParts } from '../support/routed.ts';
import { anActiveEnrollment, now, someProfile } from '../support/touch.ts';

const enrolled = (event: DomainEvent, parts: SnapshotParts, more: Partial<RoutingInput> = {}) =>
  enrollAccount([event], {
    event,
    snapshot: aSnapshot(parts),
    journeys: [aJourney()],
    dateAttributes: ['renewalAt'],
    now,
    ...more,
  });

const asked = anEvent(evaluateEvent, { occurredAt: now, receivedAt: now });
const evaluation = { account: 'acme', dueAt: now, signals: {}, revision: 1 };

describe('a campaign that lets in so many an hour', () => {
  const launch = aJourney({
    id: 'launch',
    enroll: { kind: 'campaign', at: { kind: 'calendar', date: '2026-03-10', time: '09:00' }, perHour: 50 },
    reenroll: { kind: 'never' },
    exit: [],
  });
  const parts = { evaluation: { ...evaluation, moments: { launch: now } } };
  const journeys = [launch];

  test('asks whether there is room, and enrolls where there is', () => {
    expect(enrolled(asked, parts, { journeys }).roomsNeeded).toEqual([{ journey: 'launch', perHour: 50 }]);
    const letIn = enrolled(asked, parts, { journeys, rooms: new Map([['launch', true]]) });
    expect(letIn.roomsNeeded).toEqual([]);
    expect(letIn.full).toEqual([]);
    expect(letIn.enrollments).toMatchObject([{ journey: 'launch', trigger: { event: 'campaign' } }]);
    expect(letIn.effects).toEqual([{ kind: 'start', enrollment: letIn.enrollments[0] }]);
    expect(letIn.reasons).toEqual([{ journey: 'launch', did: 'enrolled', because: 'campaign' }]);
  });

  test('says that it is full, and enrolls nobody', () => {
    const full = enrolled(asked, parts, { journeys, rooms: new Map([['launch', false]]) });
    expect(full).toMatchObject({ enrollments: [], changes: [], effects: [], full: ['launch'] });
    expect(full.reasons).toEqual([{ journey: 'launch', did: 'nothing', because: 'full' }]);
  });

  test('is not asked by who is enrolled by hand, nor a journey without such a bound', () => {
    const byHand = anEvent('daymark.enroll', { fields: { journey: 'launch' } });
    const rooms = new Map([['launch', false]]);
    expect(enrolled(byHand, parts, { journeys }).roomsNeeded).toEqual([]);
    expect(enrolled(byHand, parts, { journeys, rooms }).enrollments).toMatchObject([{ journey: 'launch' }]);
    expect(enrolled(byHand, parts, { journeys, rooms }).full).toEqual([]);
    expect(enrolled(anEvent('Account Created'), {}).roomsNeeded).toEqual([]);
  });
});

describe('an enrollment', () => {
  const created = anEvent('Account Created');

  test('may be one that was retired, where the account has such ones of the journey', () => {
    expect(enrolled(created, { retired: ['onboarding'] }).changes[0]).toMatchObject({ mayBeRetired: true });
    for (const parts of [{}, { retired: ['another'] }])
      expect(enrolled(created, parts).changes[0]).not.toHaveProperty('mayBeRetired');
  });

  test('is begun by the first fact that may, whatever another one says', () => {
    const journeys = [
      aJourney({ enroll: on('Account Created', [{ field: 'plan', comparison: 'is', value: 'team' }]) }),
    ];
    const facts = ['solo', 'team'].map((plan, index) =>
      anEvent('Account Created', { id: `segment:${index}`, fields: { plan } }),
    );
    const input = { event: created, snapshot: aSnapshot(), journeys, dateAttributes: [], now };
    for (const each of [facts, facts.toReversed()])
      expect(enrollAccount(each, input).enrollments).toMatchObject([{ trigger: { fields: { plan: 'team' } } }]);
  });
});

describe('a date that enrolls', () => {
  const renewal = aJourney({
    id: 'renewal',
    enroll: { kind: 'date', attribute: 'renewalAt', days: 90 },
    reenroll: { kind: 'term' },
    exit: [],
  });
  const journeys = [renewal];
  const profile = someProfile({ renewalAt: '2026-06-08' });
  const update = aUpdate({ renewalAt: '2026-06-08' });

  test('is decided for its day where an evaluation asks, and where the date is said and enrolls', () => {
    for (const event of [asked, update])
      expect([...enrolled(event, { profile }, { journeys }).decided]).toEqual([['renewal', '2026-03-10']]);
  });

  test('is not decided by what does not ask, nor before its day, nor where the date is said and does not enroll', () => {
    const small = aJourney({
      ...renewal,
      audience: { kind: 'attribute', name: 'plan', comparison: 'is', value: 'none' },
    });
    expect([...enrolled(anEvent('Signed In'), { profile }, { journeys }).decided]).toEqual([]);
    expect([...enrolled(asked, { profile }, { journeys, now: plusSeconds(now, -86_400) }).decided]).toEqual([]);
    expect([...enrolled(update, { profile }, { journeys: [small] }).decided]).toEqual([]);
    expect([...enrolled(asked, { profile }, { journeys: [small] }).decided]).toEqual([['renewal', '2026-03-10']]);
  });

  test('is decided where an earlier try of the same event enrolled', () => {
    const [enrollment] = enrolled(update, { profile }, { journeys }).enrollments;
    const again = enrolled(update, { profile }, { journeys, enrolledBefore: new Set([enrollment?.id ?? '']) });
    expect(again.reasons).toEqual([{ journey: 'renewal', did: 'nothing', because: 'enrolled-before' }]);
    expect([...again.decided]).toEqual([['renewal', '2026-03-10']]);
  });
});

describe('an event that comes again after a crash', () => {
  const event = anEvent('Account Created');
  const begun = anActiveEnrollment({ trigger: { id: event.id, event: event.name, fields: {} } });

  test('starts what it enrolled, and what one of its facts did', () => {
    const byFact = { ...begun, trigger: { ...begun.trigger, id: `${event.id}#signal` } };
    expect(startsOf(event, [begun, byFact]).map(({ kind }) => kind)).toEqual(['start', 'start']);
  });

  test('starts nothing that waits, has done a step, or was enrolled by another', () => {
    const wait = {
      resumeToken: 't',
      step: 's',
      until: now,
      wake: { kind: 'day', day: 1, sendAt: '09:00' },
      listens: [],
      anchoredAt: now,
    } as const;
    const others = [
      { ...begun, wait },
      { ...begun, steps: { welcome: now } },
      { ...begun, trigger: { ...begun.trigger, id: 'segment:another' } },
      { ...begun, trigger: { ...begun.trigger, id: `${event.id}x` } },
    ];
    expect(startsOf(event, others)).toEqual([]);
  });
});
