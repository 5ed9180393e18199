import { describe, expect, test } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import { evaluateEvent } from '../../engine/account/evaluate-event.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import type { RoutingInput } from '../../engine/account/routing.ts';
import { answerEvent } from '../../engine/account/worded-answer.ts';
import { decideRouting, type RoutingSeen } from '../../engine/routing/decide-routing.ts';
import { aJourney, anEscalation, anEvent, aUpdate, on, paidYear, paymentRecovery } from '../support/journeys.ts';
import { aSnapshot } from '../support/routed.ts';
import { aTask } from '../support/tasks.ts';
import { anActiveEnrollment, now, someProfile } from '../support/touch.ts';

const decide = (
  event: DomainEvent,
  snapshot: AccountSnapshot = aSnapshot(),
  more: Partial<RoutingInput> = {},
  seen: Partial<RoutingSeen> = {},
) =>
  decideRouting({
    input: { ...inputOf(event), snapshot, ...more },
    bringsWaiting: false,
    isHandled: false,
    ...seen,
  });
const inputOf = (event: DomainEvent): RoutingInput => ({
  event,
  snapshot: aSnapshot(),
  journeys: [aJourney()],
  dateAttributes: ['renewalAt'],
  now,
  closed: new Set<never>(),
});
const kindsOf = (rows: readonly { kind: string }[] = []) => rows.map(({ kind }) => kind);
const partsOf = (decided: ReturnType<typeof decide>) => {
  if (!('answer' in decided)) throw new Error(`It asks: ${JSON.stringify(decided)}`);
  const { before, changes, effects, done, answer } = decided;
  return {
    before: kindsOf(before),
    changes: kindsOf(changes),
    effects: kindsOf(effects),
    done: kindsOf(done),
    isFelt: answer.isFelt,
  };
};

const created = anEvent('Account Created');

describe('an event that does nothing', () => {
  const idle = anEvent('Signed In');

  test('is marked as handled, without asking whether it was before', () => {
    const decided = decide(idle, aSnapshot(), {}, { isHandled: undefined });
    expect(partsOf(decided)).toEqual({ before: [], changes: [], effects: [], done: ['mark'], isFelt: false });
    expect(decided).toHaveProperty('done', [{ kind: 'mark', event: idle }]);
  });

  test('lets events go on that waited for it', () => {
    expect(partsOf(decide(idle, aSnapshot(), {}, { bringsWaiting: true })).effects).toEqual(['routeWaiting']);
  });

  test('and waited for its account waits no longer', () => {
    expect(decide(idle, aSnapshot(), {}, { keptAs: idle })).toMatchObject({
      done: [
        { kind: 'mark', event: idle },
        { kind: 'noLongerWaiting', event: idle },
      ],
    });
  });
});

describe('an event of an account that is not known', () => {
  test('is kept, and does nothing else', () => {
    const { profile: _, ...unknown } = aSnapshot();
    expect(decide(created, unknown, {}, { isHandled: undefined, bringsWaiting: true })).toEqual({
      changes: [{ kind: 'waiting', event: created }],
      answer: { reasons: [{ did: 'kept-until-known', because: 'unknown account' }], isFelt: false },
    });
  });
});

describe('an event that does something', () => {
  test('asks first whether it was handled before', () => {
    expect(decide(created, aSnapshot(), {}, { isHandled: undefined })).toEqual({ ask: 'isHandled' });
    const wakes = anActiveEnrollment({
      awaits: [{ flag: 'signed_in', step: 'survey', edge: 'signed', trigger: on('Signed In') }],
    });
    expect(decide(anEvent('Signed In'), aSnapshot({ enrollments: [wakes] }), {}, { isHandled: undefined })).toEqual({
      ask: 'isHandled',
    });
  });

  test('and was handled before does nothing again', () => {
    expect(decide(created, aSnapshot(), {}, { isHandled: true, keptAs: created, bringsWaiting: true })).toEqual({
      changes: [{ kind: 'noLongerWaiting', event: created }],
      answer: { reasons: [{ did: 'nothing', because: 'handled before' }], isFelt: false },
    });
    expect(decide(created, aSnapshot(), {}, { isHandled: true })).toMatchObject({ changes: [] });
  });

  test('writes its changes and that it has begun, then starts, then is handled', () => {
    const decided = decide(created);
    expect(partsOf(decided)).toMatchObject({
      before: [],
      effects: ['moveExecutions'],
      done: ['mark'],
      isFelt: true,
    });
    expect(decided).toMatchObject({ answer: { reasons: [{ did: 'enrolled', journey: 'onboarding' }] } });
    const changes = 'changes' in decided ? (decided.changes ?? []) : [];
    expect(kindsOf(changes)).toContain('enroll');
    expect(changes.at(-1)).toEqual({ kind: 'mark', event: created, isBegun: true });
  });

  test('announces the tasks that it changes before they are written', () => {
    const acknowledges = anEvent('task.acknowledged', { source: 'task', fields: { reason: 'call', by: 'maya' } });
    const decided = decide(acknowledges, aSnapshot({ tasks: [aTask({ reason: 'call' })] }));
    expect(partsOf(decided)).toMatchObject({ before: ['announceTasks'], changes: ['task', 'line'] });
  });

  test('announces an answer that a customer gave, even if it does nothing else', () => {
    expect(partsOf(decide(anEvent(answerEvent)))).toMatchObject({ before: ['announceAnswer'], changes: [] });
  });

  test('has not begun where it only writes', () => {
    const update = aUpdate({ name: 'Acme Inc' });
    expect(partsOf(decide(update))).toEqual({
      before: [],
      changes: ['profile'],
      effects: [],
      done: ['mark'],
      isFelt: false,
    });
  });

  test('tells waits of itself once it has begun, before anything is written', () => {
    const event = anEvent('Signed In');
    const waits = anActiveEnrollment({
      awaits: [{ flag: 'signed_in', step: 'survey', edge: 'signed', trigger: on('Signed In') }],
    });
    const decided = decide(event, aSnapshot({ enrollments: [waits] }));
    expect(decided).toMatchObject({
      before: [
        { kind: 'begin', changes: [{ kind: 'mark', event, isBegun: true }] },
        { kind: 'see', awaited: [{ enrollment: 'onboarding-1', flag: 'signed_in', at: now }] },
      ],
      answer: { reasons: [{ did: 'woke', because: 'signed_in' }], isFelt: true },
    });
  });

  test('marks what follows from it, too', () => {
    const paid = anEvent('payment.succeeded', { fields: { invoice: 'in_1', ...paidYear } });
    const decided = decide(paid);
    expect(decided).toHaveProperty(
      'changes',
      expect.arrayContaining([{ kind: 'mark', event: expect.objectContaining({ name: 'renewal.completed' }) }]),
    );
    expect(decided).toHaveProperty('done', [{ kind: 'mark', event: paid }]);
  });

  test('that gives a seat records it as it is handled', () => {
    const seats = { assigned: 'Seat Given', revoked: 'Seat Taken' };
    const given = anEvent('Seat Given', { user: 'u1' });
    expect(decide(given, aSnapshot(), { seats })).toMatchObject({
      done: [
        { kind: 'seat', word: { user: 'u1', at: now, assigned: true } },
        { kind: 'mark', event: given },
      ],
    });
  });
});

describe('that time passed', () => {
  test('is no usage: it is never marked', () => {
    const time = anEvent(evaluateEvent, { source: 'daymark' });
    const idle = partsOf(decide(time));
    expect([idle.changes, idle.done]).toEqual([expect.not.arrayContaining(['mark']), []]);
    const due = decide(time, aSnapshot({ profile: someProfile({ renewalAt: '2026-05-01' }) }), {
      journeys: [aJourney({ enroll: { kind: 'date', attribute: 'renewalAt', days: 91 }, reenroll: { kind: 'term' } })],
    });
    expect(partsOf(due)).toMatchObject({ effects: ['moveExecutions'], done: [] });
    expect(partsOf(due).changes).not.toContain('mark');
  });
});

describe('what must be known first', () => {
  test('is which journeys are closed, where it would enroll', () => {
    const { closed: _, ...input } = inputOf(created);
    const asks = (event: DomainEvent) => decideRouting({ input: { ...input, event }, bringsWaiting: false });
    expect(asks(created)).toEqual({ ask: 'closed' });
    expect(asks(aUpdate({ name: 'Acme Inc' }))).toEqual({ ask: 'isHandled' });
    const closed = decide(created, aSnapshot(), { closed: new Set(['onboarding']) });
    expect(closed).toMatchObject({ answer: { reasons: [{ did: 'nothing', because: 'closed' }] } });
  });

  test('is how busy those are who may own a task', () => {
    const failed = anEvent('payment.failed', { fields: { invoice: 'in_1', amount: 1, subscription: 'a' } });
    const journeys = [{ ...paymentRecovery, steps: [anEscalation({ early: [on('payment.failed')] })] }];
    const team = ['maya', 'tom'].map(id => ({ id, email: `${id}@example.com` }));
    const decided = decide(failed, aSnapshot(), { journeys, team }, { isHandled: undefined });
    expect(decided).toEqual({ ask: { owners: ['maya', 'tom'] } });
    const counted = decide(failed, aSnapshot(), { journeys, team, load: new Map() }, { isHandled: undefined });
    expect(counted).toEqual({ ask: 'isHandled' });
  });
});
