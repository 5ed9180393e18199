import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '../../engine/account/event.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { aJourney, anEscalation, anEvent, on } from '../support/journeys.ts';
import { aSnapshot, fold, routed } from '../support/routed.ts';
import { anActiveEnrollment, now } from '../support/touch.ts';

const reason = 'canceled for non-payment';
const call = anEscalation({
  early: [on('Retries Exhausted')],
  outlives: { exits: [on('Subscription Gone')], reason },
});
const journey = aJourney({ exit: [on('Subscription Gone'), on('Paid')], steps: [call] });
const enrolled = aSnapshot({
  enrollments: [
    anActiveEnrollment({
      exit: journey.exit,
      early: [call, anEscalation({ id: 'other', early: [on('Retries Exhausted')] })],
    }),
  ],
});
const at = (name: string, seconds: number, arrives = seconds): DomainEvent =>
  anEvent(name, { occurredAt: plusSeconds(now, seconds), receivedAt: plusSeconds(now, arrives) });

/** What is open once these came, in the order of their arrival, and the lines of the last one. */
const openAfter = (...events: DomainEvent[]) => {
  const account = events.reduce((snapshot, event) => fold(snapshot, event, [journey]), enrolled);
  return account.tasks.map(({ reason: step, because, severity, status, change }) => [
    step,
    because,
    severity,
    status,
    change,
  ]);
};

describe('a task that outlives an exit', () => {
  test('stays open with another reason, of the same severity, when the exit comes with what opened it', () => {
    for (const seconds of [0, 1, 3_600]) {
      expect(openAfter(at('Retries Exhausted', 0), at('Subscription Gone', seconds))).toEqual([
        ['payment-escalation', reason, 2, 'open', 'updated'],
      ]);
    }
  });

  test('is told after the exit, and of its step still', () => {
    const opened = fold(enrolled, at('Retries Exhausted', 0), [journey]);
    const { changes } = routed(at('Subscription Gone', 0), opened, [journey]);
    const lines = changes.flatMap(change => (change.kind === 'line' ? [change.line] : []));
    const sorted = lines.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ entry }) => entry);
    expect(sorted).toMatchObject([
      { type: 'exited', reason: 'Subscription Gone' },
      { action: 'auto-resolved', reason: 'other' },
      { action: 'updated', step: 'payment-escalation', reason, severity: 2 },
    ]);
  });

  test('is opened though the exit arrived first, when it happened no sooner', () => {
    for (const [happened, arrives] of [
      [0, 0],
      [-2, 5],
    ] as const) {
      expect(openAfter(at('Subscription Gone', 0), at('Retries Exhausted', happened, arrives))).toEqual([
        ['payment-escalation', reason, 2, 'open', 'opened'],
      ]);
    }
  });

  test('stays where both come late', () => {
    expect(openAfter(at('Retries Exhausted', -90_000, 0), at('Subscription Gone', -90_000, 2))).toHaveLength(1);
  });

  test('ends with the exit that comes on its own, with any other exit, and with the account', () => {
    expect(openAfter(at('Retries Exhausted', 0), at('Subscription Gone', 3_601))).toEqual([]);
    expect(openAfter(at('Retries Exhausted', 0), at('Paid', 0))).toEqual([]);
    expect(openAfter(at('Retries Exhausted', 0), at('Account Deleted', 0))).toEqual([]);
    expect(openAfter(at('Subscription Gone', 0), at('Retries Exhausted', 3, 3))).toEqual([]);
    expect(openAfter(at('Subscription Gone', 0), at('Retries Exhausted', -1, 3_700))).toEqual([]);
  });

  test('can be done by its step and by what it is about now', () => {
    const open = [at('Retries Exhausted', 0), at('Subscription Gone', 0)];
    for (const named of ['payment-escalation', reason]) {
      const fields = { reason: named, outcome: 'churn_confirmed', by: 'maya' };
      expect(openAfter(...open, { ...at('task.resolved', 60), source: 'task', fields })).toEqual([]);
    }
  });
});
