import { describe, expect, it } from 'vitest';
import { flagOf } from '../../engine/definition/await.ts';
import { awaitsOf, earlyOf, firstWake, stepsIn } from '../../engine/definition/enrollment-plan.ts';
import type { Step } from '../../engine/definition/step.ts';
import { days, hours } from '../../engine/kernel/duration.ts';
import { email, escalate, event, journeyOf, usedProjects } from '../journey/plain-journey.ts';

const waitFor: Step = {
  kind: 'waitFor',
  id: 'first-use',
  first: { used: event('Project Created'), finished: event('Task Completed') },
  timeout: days(5),
  then: { timeout: [escalate('call', { early: [event('payment.failed')], then: { breached: [email('sorry')] } })] },
};
const wakeOf = (...steps: Step[]) => firstWake(journeyOf(steps));

describe('the events that an enrollment waits for', () => {
  it('are those of every wait, wherever it stands, in an order that does not depend on writing', () => {
    const awaits = awaitsOf(journeyOf([{ kind: 'every', id: 'loop', interval: days(1), times: 2, steps: [waitFor] }]));
    expect(awaits.slice(0, 2)).toEqual([
      { flag: 'first_use_finished', step: 'first-use', edge: 'finished', trigger: event('Task Completed') },
      { flag: 'first_use_used', step: 'first-use', edge: 'used', trigger: event('Project Created') },
    ]);
  });

  it('are all outcomes of a task whose outcome the journey waits for', () => {
    const outcomes = awaitsOf(journeyOf([waitFor])).filter(({ step }) => step === 'call');
    expect(outcomes).toHaveLength(8);
    expect(outcomes[0]).toEqual({
      flag: 'call_contacted_recovering',
      step: 'call',
      edge: 'contacted_recovering',
      trigger: event('task.resolved', [
        { field: 'reason', comparison: 'is', value: 'call' },
        { field: 'outcome', comparison: 'is', value: 'contacted_recovering' },
      ]),
    });
  });

  it('are none for an escalation without branches', () => {
    expect(awaitsOf(journeyOf([escalate('call')]))).toEqual([]);
  });

  it('are recorded under a name that DynamoDB takes', () => {
    expect(flagOf('first-use', 'plan_agreed.now')).toBe('first_use_plan_agreed_now');
  });
});

describe('escalations that may come early', () => {
  it('are found in every arm', () => {
    expect(earlyOf(journeyOf([email('welcome'), waitFor])).map(({ id }) => id)).toEqual(['call']);
  });
});

describe('the first wake-up', () => {
  it('is that of the first step, when it has a later date', () => {
    expect(wakeOf(email('tips', { at: { kind: 'day', day: 3 } }))).toEqual({ kind: 'day', day: 3, sendAt: '09:00' });
    expect(wakeOf(email('tips', { at: { kind: 'before', attribute: 'renewalAt', days: 90 } }))).toEqual({
      kind: 'before',
      attribute: 'renewalAt',
      days: 90,
      sendAt: '09:00',
    });
  });

  it('is none when the first step comes at once', () => {
    expect(wakeOf(email('welcome', { at: { kind: 'day', day: 0 } }), email('tips'))).toBeUndefined();
    expect(wakeOf(email('welcome'))).toBeUndefined();
    expect(wakeOf()).toBeUndefined();
  });

  it('is that of a loop in a loop from day 0, whose rounds are on the calendar, too', () => {
    const tips = email('tips', { at: { kind: 'after', duration: hours(1) } });
    const inner: Step = { kind: 'every', id: 'inner', interval: days(1), times: 2, steps: [tips] };
    const outer: Step = { kind: 'every', id: 'outer', interval: days(7), times: 1, steps: [inner] };
    expect(wakeOf({ ...outer, at: { kind: 'day', day: 0 } })).toEqual({
      kind: 'after',
      duration: hours(1),
      atMost: { kind: 'day', day: 1, sendAt: '09:00' },
    });
    // The start of such a loop is noted before anything is waited for.
    expect(wakeOf(outer)).toBeUndefined();
  });

  it('is the end of a wait that the journey begins with, unless a condition is looked at before', () => {
    const rest: Step = { kind: 'wait', id: 'rest', duration: days(2) };
    expect(wakeOf(rest)).toEqual({ kind: 'after', duration: days(2) });
    expect(wakeOf(waitFor)).toEqual({ kind: 'after', duration: days(5) });
    expect(wakeOf({ ...rest, when: usedProjects })).toBeUndefined();
  });

  it('of a loop is that of its first step', () => {
    const loop = (step: Step): Step => ({ kind: 'every', id: 'loop', interval: days(1), times: 2, steps: [step] });
    const delayed = loop(email('tip', { at: { kind: 'after', duration: days(4) } }));
    expect(wakeOf({ ...delayed, times: 1 } as Step)).toEqual({ kind: 'after', duration: days(4) });
    // When its rounds count from its beginning, that is noted first.
    expect(wakeOf(delayed)).toBeUndefined();
    expect(wakeOf({ ...delayed, at: { kind: 'day', day: 0 } })).toEqual({
      kind: 'after',
      duration: days(4),
      atMost: { kind: 'day', day: 1, sendAt: '09:00' },
    });
    expect(wakeOf({ ...loop(email('tip')), at: { kind: 'day', day: 30 } })).toEqual({
      kind: 'day',
      day: 30,
      sendAt: '09:00',
    });
  });
});

describe('steps in order of writing', () => {
  it('are those of every arm, after the step that the arm belongs to', () => {
    expect(stepsIn([email('welcome'), waitFor, email('tips')]).map(({ id }) => id)).toEqual([
      'welcome',
      'first-use',
      'call',
      'sorry',
      'tips',
    ]);
  });
});
