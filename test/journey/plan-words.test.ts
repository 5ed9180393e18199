import { describe, expect, test } from 'vitest';
import { days, hours, weeks } from '#engine';
import { describeCondition } from '../../engine/journey/explain/describe-condition.ts';
import { smallCatalog } from './small-catalog.ts';

const { attribute, before: beforeDate, goal, moveGoal, plan, wait } = smallCatalog;

describe('the words of success plans', () => {
  test('are data, and English', () => {
    const behind = plan().behind();
    const reached = plan().reached('launch');
    expect(behind).toEqual({ kind: 'successPlan', is: 'behind', events: ['Project Created'] });
    expect(reached).toEqual({ kind: 'successPlan', is: 'reached', goal: 'launch', events: ['Project Created'] });
    expect([behind, reached].map(each => describeCondition(each))).toEqual([
      "the account's success plan is behind",
      'the account\'s success plan has reached its goal "launch"',
    ]);
    expect(describeCondition(reached, { holds: false })).toBe(
      'the account\'s success plan has not reached its goal "launch"',
    );
    expect(moveGoal('more-time', 'launch', { by: weeks(2) })).toStrictEqual({
      kind: 'moveGoal',
      id: 'more-time',
      goal: 'launch',
      target: 'launchGoalAt',
      days: 14,
    });
  });

  test('count back from the day of a goal', () => {
    expect(beforeDate(goal('launch').dueAt, days(7), wait('a', days(1))).at).toEqual({
      kind: 'before',
      attribute: 'launchGoalAt',
      days: 7,
    });
    expect(() => beforeDate(attribute('arr'), days(7), wait('a', days(1)))).toThrow(
      "it counts back from a date attribute, goal('...').dueAt or trigger('...').",
    );
  });

  test('ask back where a name or a time is wrong', () => {
    const wrong = 'lanch' as 'launch';
    expect(() => plan().reached(wrong)).toThrow('plan().reached: unknown goal "lanch". Did you mean "launch"?');
    expect(() => moveGoal('m', wrong, { by: days(1) })).toThrow(
      'moveGoal "m": unknown goal "lanch". Did you mean "launch"?',
    );
    expect(() => moveGoal('m', 'launch', { by: hours(2) })).toThrow('moveGoal "m"');
    expect(() => moveGoal('m', 'launch', { by: days(0) })).toThrow('moveGoal "m"');
  });
});
