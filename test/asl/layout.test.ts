import { describe, expect, it } from 'vitest';
import type { ChoiceState, FunctionState, ParkState } from '../../engine/asl/asl.ts';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { measure } from '../../engine/asl/measure.ts';
import type { Anchor } from '../../engine/definition/anchor.ts';
import type { Step } from '../../engine/definition/step.ts';
import { stepErrors } from '../../engine/definition/step-call.ts';
import { days, hours } from '../../engine/kernel/duration.ts';
import type { WaitForStep } from '../../engine/steps/wait-for/step.ts';
import { arrAbove, email, escalate, event, journeyOf, templates, usedProjects } from '../journey/plain-journey.ts';

const day = (day: number): Anchor => ({ kind: 'day', day });
const daysBefore = (days: number): Anchor => ({ kind: 'before', attribute: 'renewalAt', days });
const after = (amount: number): Anchor => ({ kind: 'after', duration: days(amount) });

const compile = (...steps: Step[]) => {
  const machine = compileJourney(journeyOf(steps), templates);
  const state = (name: string) => {
    const found = machine.States[name];
    if (!found) throw new Error(`No state "${name}" among ${Object.keys(machine.States).join(', ')}`);
    return found;
  };
  return {
    machine,
    names: Object.keys(machine.States),
    park: (name: string) => state(name) as ParkState,
    call: (name: string) => (state(name) as FunctionState).Arguments.Payload,
    task: (name: string) => state(name) as FunctionState,
    choice: (name: string) => state(name) as ChoiceState,
    /** Where an error leads to, and with what. */
    caught: (name: string, error: string) =>
      (state(name) as ParkState).Catch.find(({ ErrorEquals }) => ErrorEquals.includes(error)),
  };
};

const waitFor = (changes: Partial<WaitForStep> = {}): WaitForStep => ({
  kind: 'waitFor',
  id: 'first-use',
  first: { used: event('Project Created'), finished: event('Task Completed') },
  timeout: days(5),
  then: { used: [], finished: [], timeout: [] },
  ...changes,
});

describe('a touch', () => {
  it('carries everything its function must know as literals, and only ids as expressions', () => {
    const { call } = compile(email('welcome', { at: day(0) }));
    expect(call('welcome')).toMatchObject({
      account: '{% $states.input.account %}',
      enrollment: '{% $states.input.enrollment %}',
      generation: '{% $states.input.generation %}',
      waited: '{% $states.input.waited %}',
      journey: { id: 'welcome-series', version: 'test', title: 'Welcome series' },
      order: 1,
      iteration: 1,
      step: { kind: 'email', id: 'welcome' },
      template: { id: 'welcome', hash: 'test', class: 'lifecycle', topic: 'onboarding' },
      class: 'lifecycle',
      next: { kind: 'end' },
    });
  });

  it('ends the path when it is the last, and says so to its function', () => {
    const { task, call } = compile(email('welcome'));
    expect(task('welcome').End).toBe(true);
    expect(call('welcome').next).toEqual({ kind: 'end' });
  });

  it('is told when the enrollment next wakes up', () => {
    const { call } = compile(email('welcome', { at: day(0) }), email('tips', { at: day(7) }));
    expect(call('welcome').next).toEqual({ kind: 'park', wake: { kind: 'day', day: 7, sendAt: '09:00' } });
  });

  it('that may not go yet waits until the second that its error names', () => {
    const { task, park } = compile(email('welcome', { at: day(0) }));
    const [held] = task('welcome').Catch ?? [];
    expect(held).toMatchObject({ ErrorEquals: ['TouchHeld'], Next: 'until welcome' });
    expect(held?.Output).toMatchObject({ until: '{% $parse($states.errorOutput.Cause).errorMessage %}' });
    expect(park('until welcome').Next).toBe('welcome');
  });

  it('is tried again when its function or the mail service is busy, never because it was held', () => {
    const [first, ...others] = compile(email('welcome')).task('welcome').Retry;
    const errors = others.flatMap(({ ErrorEquals }) => ErrorEquals);
    expect(errors).toEqual(expect.arrayContaining(['SesThrottled', 'States.TaskFailed']));
    expect(first).toMatchObject({ ErrorEquals: ['TouchHeld'], MaxAttempts: 0 });
  });

  it('of a later date says which stage comes after it, so that of several missed ones only the latest goes', () => {
    const { call } = compile(email('first', { at: daysBefore(90) }), email('second', { at: daysBefore(60) }));
    expect(call('first').supersededBy).toEqual({ kind: 'before', attribute: 'renewalAt', days: 60, sendAt: '09:00' });
    expect(call('second').supersededBy).toBeUndefined();
  });

  it('within a dated branch belongs to that date, and is missed or sent as the branch says', () => {
    const inner: Step = {
      kind: 'branch',
      id: 'check',
      at: day(30),
      missed: 'send',
      cases: [{ name: 'then', condition: usedProjects, steps: [email('praise')] }],
      otherwise: [],
    };
    const { call } = compile(inner);
    expect(call('praise')).toMatchObject({
      due: { kind: 'day', day: 30, sendAt: '09:00' },
      cause: 'calendar',
      step: { missed: 'send' },
    });
  });

  it('counts as caused by what brought the enrollment to it', () => {
    const { call } = compile(
      email('at-once', { at: day(0) }),
      email('right-after'),
      email('dated', { at: day(3) }),
      email('delayed', { at: after(2) }),
      email('after-delay'),
    );
    const causes = ['at-once', 'right-after', 'dated', 'delayed', 'after-delay'].map(step => call(step).cause);
    expect(causes).toEqual(['enrollment', 'event', 'calendar', 'event', 'event']);
  });
});

describe('a wait', () => {
  it('comes once for all steps of one day', () => {
    const { names } = compile(email('one', { at: day(3) }), escalate('two', { at: day(3) }));
    expect(names).toEqual(['until one', 'one', 'two', 'hand over', 'exited']);
  });

  it('starts the journey when its first step has a later date', () => {
    expect(compile(email('tips', { at: day(3) })).machine.StartAt).toBe('until tips');
    expect(compile(email('welcome', { at: day(0) })).machine.StartAt).toBe('welcome');
  });

  it('leaves at once when the enrollment exits, and is not entered when it has exited before', () => {
    const { caught, park } = compile(email('tips', { at: day(3) }));
    expect(caught('until tips', 'Journey.Exited')?.Next).toBe('exited');
    expect(caught('until tips', 'Journey.Migrate')?.Next).toBe('hand over');
    expect(caught('until tips', 'DynamoDb.ConditionalCheckFailedException')?.Next).toBe('exited');
    expect(park('until tips').Arguments.ConditionExpression).toContain('attribute_not_exists(exitReason)');
  });

  it('for a date that moves goes on until the new one, and finds out about a move that came before it', () => {
    const { caught, park, choice } = compile(email('tips', { at: daysBefore(30) }));
    expect(caught('until tips', 'Journey.Rescheduled')).toMatchObject({
      Next: 'until tips',
      Output: { until: '{% $parse($states.errorOutput.Cause).until %}' },
    });
    expect(park('until tips').Arguments.ConditionExpression).toContain('movedAt <= :a');
    expect(caught('until tips', 'DynamoDB.ConditionalCheckFailedException')?.Next).toBe('resolve until tips');
    expect(choice('resolved until tips')).toMatchObject({ Choices: [{ Next: 'exited' }], Default: 'until tips' });
  });

  it('tells routing what it waits for', () => {
    const { park } = compile(email('welcome'), waitFor());
    const wait = JSON.parse(park('first-use').Arguments.ExpressionAttributeValues[':w']?.S ?? '');
    expect(wait).toEqual({
      step: 'first-use',
      wake: { kind: 'after', duration: days(5) },
      listens: ['first_use_finished', 'first_use_used'],
    });
  });

  it('that follows a wait has a planner before it, as nobody else computes its end', () => {
    const { call, park } = compile(
      email('welcome'),
      { kind: 'wait', id: 'rest', duration: hours(2) },
      email('tips', { at: day(3) }),
    );
    expect(park('rest').Next).toBe('plan until tips');
    expect(call('plan until tips')).toMatchObject({
      step: { kind: 'plan', id: 'plan until tips' },
      next: { kind: 'park', wake: { kind: 'day', day: 3, sendAt: '09:00' } },
    });
  });

  it('that nothing follows has an end that closes the enrollment', () => {
    const { park, task, call } = compile(email('welcome'), { kind: 'wait', id: 'rest', duration: hours(2) });
    expect(park('rest').Next).toBe('end of rest');
    expect(task('end of rest').End).toBe(true);
    expect(call('end of rest').next).toEqual({ kind: 'end' });
  });

  it('with a condition is looked at by a function before', () => {
    const { choice, call } = compile(
      email('welcome'),
      { kind: 'wait', id: 'rest', duration: hours(2), when: usedProjects },
      email('tips'),
    );
    expect(call('guard rest').step).toMatchObject({ kind: 'branch', id: 'rest', cases: [{ name: 'then' }] });
    expect(choice('took rest')).toMatchObject({ Choices: [{ Next: 'rest' }], Default: 'tips' });
  });
});

describe('a wait for events', () => {
  const journey = compile(
    email('welcome'),
    waitFor({ then: { used: [email('praise')], finished: [], timeout: [email('nudge')] } }),
    email('tips'),
  );

  it('leaves by an edge of its own for each event, and says which', () => {
    const { park, caught } = journey;
    expect(park('first-use')).toMatchObject({ Next: 'tips', Output: { waited: 'first-use finished' } });
    expect(caught('first-use', 'Journey.Event.used')).toMatchObject({
      Next: 'praise',
      Output: { waited: 'first-use used' },
    });
    expect(caught('first-use', 'States.Timeout')).toMatchObject({
      Next: 'nudge',
      Output: { waited: 'first-use timeout' },
    });
  });

  it('is not entered when one of them came since the step before, and then goes where that one leads', () => {
    const { park, caught, choice, call } = journey;
    expect(park('first-use').Arguments.ConditionExpression).toContain(
      '(attribute_not_exists(seen_first_use_used) OR seen_first_use_used < :a)',
    );
    expect(caught('first-use', 'DynamoDb.ConditionalCheckFailedException')?.Next).toBe('resolve first-use');
    expect(call('resolve first-use')).toMatchObject({
      at: '{% $states.input.at %}',
      step: {
        kind: 'resolve',
        id: 'first-use',
        flags: [{ flag: 'first_use_finished', edge: 'finished' }, { edge: 'used' }],
      },
    });
    expect(choice('resolved first-use').Choices.map(({ Next }) => Next)).toEqual(['tips', 'praise', 'exited']);
    expect(choice('resolved first-use').Default).toBe('first-use');
  });

  it('makes what follows an event, for quiet hours', () => {
    expect(journey.call('praise').cause).toBe('event');
    expect(journey.call('tips').cause).toBe('event');
  });
});

describe('a branch', () => {
  const check: Step = {
    kind: 'branch',
    id: 'check',
    cases: [{ name: 'then', condition: usedProjects, steps: [email('praise', { at: after(1) })] }],
    otherwise: [],
  };

  it('tells its function what follows each arm', () => {
    expect(compile(email('welcome'), check).call('check').next).toEqual({
      then: { kind: 'park', wake: { kind: 'after', duration: days(1) } },
      otherwise: { kind: 'end' },
    });
  });

  it('goes on after it from an empty arm, or completes the journey', () => {
    expect(compile(check, email('tips')).choice('took check').Default).toBe('tips');
    expect(compile(check).choice('took check').Default).toBe('completed');
  });

  it('that its own condition keeps from happening is passed by', () => {
    const { call, choice } = compile({ ...check, when: arrAbove(1) }, email('tips'));
    expect(call('check').next).toMatchObject({ '(skipped)': { kind: 'go' } });
    expect(choice('took check')).toMatchObject({
      Choices: [{ Next: 'until praise' }, { Next: 'tips' }],
      Default: 'tips',
    });
  });

  it('of an experiment sends those without a variant on', () => {
    const tone: Step = {
      kind: 'experiment',
      id: 'tone',
      holdout: 1,
      variants: [{ name: 'short', weight: 1, steps: [email('short-tip')] }],
    };
    const { choice, call } = compile(tone, email('tips'));
    expect(choice('took tone')).toMatchObject({ Choices: [{ Next: 'short-tip' }], Default: 'tips' });
    expect(call('tone').next).toEqual({ short: { kind: 'go' }, holdout: { kind: 'go' } });
  });
});

describe('an escalation', () => {
  it('without branches opens the task and goes on', () => {
    expect(compile(escalate('call'), email('tips')).task('call').Next).toBe('tips');
  });

  it('with branches waits for any outcome, or for the breach of its service level', () => {
    const then = { plan_agreed: [email('praise')], breached: [escalate('manager')] };
    const { call, park, caught } = compile(escalate('call', { then }), email('tips'));
    expect(call('call').next).toEqual({
      kind: 'park',
      wake: { kind: 'after', duration: { unit: 'businessDays', amount: 2 } },
    });
    expect(park('outcome of call')).toMatchObject({ Next: 'tips', Output: { waited: 'call contacted_recovering' } });
    expect(caught('outcome of call', 'Journey.Event.plan_agreed')?.Next).toBe('praise');
    expect(caught('outcome of call', 'Journey.Event.duplicate')?.Next).toBe('tips');
    expect(caught('outcome of call', 'States.Timeout')).toMatchObject({
      Next: 'manager',
      Output: { waited: 'call breached' },
    });
  });

  it('with branches waits for nothing when it opened no task', () => {
    const { choice } = compile(
      escalate('call', { when: arrAbove(1), then: { breached: [email('praise')] } }),
      email('tips'),
    );
    expect(choice('took call')).toMatchObject({
      Choices: [{ Condition: "{% $states.input.took = '(skipped)' %}", Next: 'tips' }],
      Default: 'outcome of call',
    });
  });
});

describe('a loop', () => {
  const monthly = (...steps: Step[]): Step => ({ kind: 'every', id: 'monthly', interval: days(30), times: 3, steps });

  it('has states for each round, an interval apart', () => {
    const { names, call } = compile(monthly(email('tip')));
    expect(names.filter(name => name.includes('tip'))).toEqual([
      'until tip',
      'tip',
      'until tip (2)',
      'tip (2)',
      'until tip (3)',
      'tip (3)',
    ]);
    expect(call('tip (2)').iteration).toBe(2);
    expect(call('tip').next).toEqual({
      kind: 'park',
      wake: { kind: 'after', duration: days(30), since: 'begin of monthly' },
    });
  });

  it('keeps the interval between rounds when its first step has a wait of its own', () => {
    const { park, call } = compile(email('welcome'), monthly(email('tip', { at: after(1) })));
    expect(call('tip').next).toMatchObject({ wake: { duration: days(30) } });
    expect(park('round of monthly (2)').Next).toBe('plan until tip (2)');
  });

  it('counts the rounds of a loop in a loop on', () => {
    const { call } = compile(
      monthly({ kind: 'every', id: 'daily', interval: days(1), times: 2, steps: [email('tip')] }),
    );
    expect(call('tip (6)').iteration).toBe(6);
  });
});

describe('an exit', () => {
  it('ends the path, and what nobody reaches is left out', () => {
    const { task, names } = compile(email('welcome'), { kind: 'exit', id: 'leave', reason: 'done' }, email('never'));
    expect(task('leave').End).toBe(true);
    expect(names).not.toContain('never');
  });

  it('with a condition may be passed by', () => {
    const { task } = compile({ kind: 'exit', id: 'leave', reason: 'done', when: usedProjects }, email('tips'));
    expect(task('leave').Next).toBe('tips');
  });
});

describe('text of an author', () => {
  const slack = (text: string): Step => ({ kind: 'slack', id: 'tell', channel: 'success', text });
  const textOf = (text: string) => (compile(slack(text)).call('tell').step as { text: string }).text;

  it('is a literal', () => {
    expect(textOf('Look at this account')).toBe('Look at this account');
  });

  it.each(['{% $states.input %}', 'Pay ${Table} now', 'two\nlines', ''])(
    'that would not be one is spelled as an expression: %j',
    async text => {
      const spelled = textOf(text);
      expect(spelled).toMatch(/^\{% .+ %\}$/);
      expect(spelled).not.toContain('${');
      const { default: jsonata } = await import('jsonata');
      expect(await jsonata(spelled.slice(2, -2)).evaluate(undefined)).toBe(text);
    },
  );
});

describe('a journey that cannot be compiled', () => {
  it('is refused with the place and the remedy', () => {
    expect(() => compile(email('welcome', { template: 'lost' }))).toThrow(
      'Journey "welcome-series": step "welcome" uses the unknown template "lost". Add templates/lost.',
    );
    expect(() => compile()).toThrow('it has no steps');
    expect(() => compile(email('tips'), email('tips'))).toThrow('two states would be named');
    expect(() => compile(email('a'.repeat(81)))).toThrow('Shorten the id of the step');
  });
});

describe('the measure of a machine', () => {
  it('is the longest path when nothing is moved, held back or raced', () => {
    const { machine } = compile(email('welcome', { at: day(0) }), email('tips', { at: daysBefore(30) }));
    expect(measure(machine)).toMatchObject({ transitions: 3, historyEvents: 2 + 5 + 6 + 5 });
  });
});

describe('names of errors', () => {
  it('are part of every machine in flight, and never change', () => {
    expect(stepErrors).toEqual({
      exited: 'Journey.Exited',
      rescheduled: 'Journey.Rescheduled',
      migrate: 'Journey.Migrate',
      event: 'Journey.Event.',
      held: 'TouchHeld',
      throttled: 'SesThrottled',
    });
  });
});

describe('the rounds of a loop', () => {
  const monthly = (changes: Partial<Extract<Step, { kind: 'every' }>>): Step => ({
    kind: 'every',
    id: 'monthly',
    interval: days(30),
    times: 3,
    steps: [email('tip'), email('review', { rounds: [2] })],
    ...changes,
  });

  it('stay on the calendar when the first of them begins on a day of it', () => {
    const { park } = compile(monthly({ at: day(30) }));
    const waits = ['until tip', 'until tip (2)', 'until tip (3)'].map(name =>
      JSON.parse(park(name).Arguments.ExpressionAttributeValues[':w']?.S ?? ''),
    );
    expect(waits.map(({ wake }) => wake.day)).toEqual([30, 60, 90]);
  });

  it('leave out the steps that belong to others', () => {
    const { names } = compile(monthly({ at: day(30) }));
    expect(names.filter(name => /^(tip|review)/.test(name))).toEqual(['tip', 'tip (2)', 'review (2)', 'tip (3)']);
  });

  it('are waited for even when nothing happens in them', () => {
    const { names } = compile(
      monthly({ at: day(30), steps: [email('tip', { rounds: [1, 3] })] }),
      email('end', { at: after(1) }),
    );
    expect(names.filter(name => !name.startsWith('plan'))).toEqual([
      'until tip',
      'tip',
      'round of monthly (2)',
      'until tip (3)',
      'tip (3)',
      'until end',
      'end',
      'hand over',
      'exited',
    ]);
  });
});
