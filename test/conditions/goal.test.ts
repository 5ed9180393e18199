import { describe, expect, it } from 'vitest';
import type { Attributes } from '../../engine/account/account.ts';
import { truthOf, turnsAt } from '../../engine/conditions/evaluate-condition.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import type { Scalar } from '../../engine/kernel/scalar.ts';
import { goalsReached } from '../../engine/routing/route-profile.ts';
import { aContext, aProfile } from './context.ts';

const is = (is: 'reached' | 'overdue' | 'dueWithin', days = 0): Condition => ({
  kind: 'goal',
  goal: 'launch',
  is,
  days,
  target: 'launchGoalAt',
  reached: 'launchReachedAt',
  event: 'Report Shared',
});
const at = (now: string, attributes: Record<string, Scalar>) => aContext([], { now, profile: aProfile(attributes) });

describe('a goal of a success plan', () => {
  const berlin = { launchGoalAt: '2026-03-10', timezone: 'Europe/Berlin' };

  it('is overdue when its day has passed in the account’s zone, unless it was reached', () => {
    expect(truthOf(is('overdue'), at('2026-03-10T22:59:59.999Z', berlin))).toBe(false);
    expect(truthOf(is('overdue'), at('2026-03-10T23:00:00.000Z', berlin))).toBe(true);
    const reached = { ...berlin, launchReachedAt: '2026-03-20T00:00:00.000Z' };
    expect(truthOf(is('overdue'), at('2026-03-25T00:00:00.000Z', reached))).toBe(false);
    expect(truthOf(is('reached'), at('2026-03-25T00:00:00.000Z', reached))).toBe(true);
  });

  it('is due within 14 days from that many calendar days before, to the end of its own', () => {
    const due = (now: string) => truthOf(is('dueWithin', 14), at(now, berlin));
    expect([
      due('2026-02-23T22:59:59.999Z'),
      due('2026-02-23T23:00:00.000Z'),
      due('2026-03-10T22:59:59.999Z'),
      due('2026-03-10T23:00:00.000Z'),
    ]).toEqual([false, true, true, false]);
  });

  it('is neither overdue nor due without a target date', () => {
    for (const goal of [is('overdue'), is('dueWithin', 14)]) {
      expect(truthOf(goal, at('2026-03-10T00:00:00.000Z', {}))).toBeUndefined();
    }
    expect(truthOf(is('reached'), at('2026-03-10T00:00:00.000Z', {}))).toBe(false);
  });

  it('tells when its day begins and ends', () => {
    expect(turnsAt(is('dueWithin', 14), at('2026-02-01T00:00:00.000Z', berlin))).toBe('2026-02-23T23:00:00.000Z');
    expect(turnsAt(is('overdue'), at('2026-02-01T00:00:00.000Z', berlin))).toBe('2026-03-10T23:00:00.000Z');
    expect(turnsAt(is('overdue'), at('2026-04-01T00:00:00.000Z', berlin))).toBeUndefined();
  });

  it('is reached by the first of its events, in whatever order they arrive', () => {
    const goals = { launch: { reachedBy: 'Report Shared', target: 'launchGoalAt', reached: 'launchReachedAt' } };
    const event = (name: string, day: number) => ({
      id: `segment:${name}${day}`,
      source: 'segment' as const,
      name,
      occurredAt: `2026-03-0${day}T00:00:00.000Z`,
      receivedAt: '2026-03-09T00:00:00.000Z',
      fields: {},
    });
    const known = (...days: number[]): Attributes => {
      const attributes: Record<string, Attributes[string]> = {};
      for (const day of days) Object.assign(attributes, goalsReached(event('Report Shared', day), goals, attributes));
      return attributes;
    };
    expect(known(3, 1, 2)).toEqual(known(1, 2, 3));
    expect(known(3, 1, 2)).toEqual({
      launchReachedAt: { value: '2026-03-01T00:00:00.000Z', at: '2026-03-01T00:00:00.000Z' },
    });
    expect(goalsReached(event('Task Completed', 1), goals, {})).toEqual({});
    const takenBack = { launchReachedAt: { value: null, at: '2026-03-02T00:00:00.000Z' } };
    expect(goalsReached(event('Report Shared', 1), goals, takenBack)).toEqual({});
    expect(goalsReached(event('Report Shared', 3), goals, takenBack)).toHaveProperty('launchReachedAt');
  });
});
