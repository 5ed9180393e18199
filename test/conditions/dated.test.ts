import { describe, expect, test } from 'vitest';
import { evaluateValue, truthOf, turnsAt } from '../../engine/conditions/evaluate-condition.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import { aContext, aProfile } from './context.ts';

const inAuckland = (now: string, renewalAt: string | null) =>
  aContext([], { now, profile: aProfile({ renewalAt, timezone: 'Pacific/Auckland' }) });
const dueWithin: Condition = { kind: 'dated', name: 'renewalAt', is: 'dueWithin', days: 30 };
const past: Condition = { kind: 'dated', name: 'renewalAt', is: 'past', days: 0 };

describe('a date of the account', () => {
  // Auckland is 13 hours ahead in February and March.
  const at = {
    before: '2026-02-15T10:59:59.999Z',
    begins: '2026-02-15T11:00:00.000Z',
    last: '2026-03-18T10:59:59.999Z',
    over: '2026-03-18T11:00:00.000Z',
  };
  const date = '2026-03-18';

  test('is due from the first moment of its first day to the last of its own', () => {
    const days = [at.before, at.begins, at.last, at.over].map(now => truthOf(dueWithin, inAuckland(now, date)));
    expect(days).toEqual([false, true, true, false]);
    expect([at.last, at.over].map(now => truthOf(past, inAuckland(now, date)))).toEqual([false, true]);
  });

  test('says when it turns, in the zone of the account', () => {
    expect(turnsAt(dueWithin, inAuckland('2026-01-01T00:00:00.000Z', date))).toBe(at.begins);
    expect(turnsAt(dueWithin, inAuckland(at.begins, date))).toBe(at.over);
    expect(turnsAt(dueWithin, inAuckland(at.over, date))).toBeUndefined();
    expect(turnsAt(past, inAuckland('2026-01-01T00:00:00.000Z', date))).toBe(at.over);
  });

  test('that is not known is neither due nor past', () => {
    for (const condition of [dueWithin, past]) {
      expect(truthOf(condition, inAuckland(at.begins, null))).toBeUndefined();
      expect(turnsAt(condition, inAuckland(at.begins, null))).toBeUndefined();
    }
  });
});

describe('the days in a stage', () => {
  const since = '2026-03-01T12:00:00.000Z';
  const stage = { name: 'trial', since, rules: 'r' };
  const at = (now: string) => aContext([], { now, stage });
  const atLeast = (value: number): Condition => ({ kind: 'stageDays', comparison: 'atLeast', value });

  test('are whole ones, from the moment that it began', () => {
    expect(truthOf(atLeast(7), at('2026-03-08T11:59:59.999Z'))).toBe(false);
    expect(truthOf(atLeast(7), at('2026-03-08T12:00:00.000Z'))).toBe(true);
    expect(evaluateValue({ kind: 'stageDays' }, at('2026-03-08T11:59:59.999Z'))).toBe(6);
    expect(evaluateValue({ kind: 'stage' }, at(since))).toBe('trial');
  });

  test('turn at the day that is asked for, and at the next one where it must be exactly that', () => {
    expect(turnsAt(atLeast(7), at(since))).toBe('2026-03-08T12:00:00.000Z');
    expect(turnsAt(atLeast(7), at('2026-03-08T12:00:00.000Z'))).toBeUndefined();
    const exactly: Condition = { kind: 'stageDays', comparison: 'is', value: 7 };
    expect(turnsAt(exactly, at(since))).toBe('2026-03-08T12:00:00.000Z');
    expect(turnsAt(exactly, at('2026-03-08T12:00:00.000Z'))).toBe('2026-03-09T12:00:00.000Z');
    expect(turnsAt({ ...exactly, comparison: 'atMost' }, at(since))).toBe('2026-03-09T12:00:00.000Z');
  });

  test('of an account that is in no stage are unknown', () => {
    const none = aContext([], { now: since, stage: { ...stage, name: null } });
    expect(truthOf(atLeast(0), none)).toBeUndefined();
    expect(turnsAt(atLeast(7), none)).toBeUndefined();
    expect(evaluateValue({ kind: 'stageDays' }, none)).toBeNull();
    expect(truthOf({ kind: 'stage', comparison: 'missing', value: null }, none)).toBe(true);
  });
});
