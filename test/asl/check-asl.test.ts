import { describe, expect, it } from 'vitest';
import type { StateMachineDefinition } from '../../engine/asl/asl.ts';
import { type AslRule, aslRules, checkAsl } from '../../engine/asl/check-asl.ts';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { everyKind } from './every-kind.ts';
import { shippedTemplates } from './shipped-journeys.ts';

type Loose = { StartAt: string; States: Record<string, Record<string, unknown>> };

const sound = compileJourney(everyKind, shippedTemplates);

/** The problems of a sound machine after a change. */
const problemsAfter = (change: (machine: Loose, state: (name: string) => Record<string, unknown>) => void) => {
  const machine = structuredClone(sound) as unknown as Loose;
  change(machine, name => {
    const state = machine.States[name];
    if (!state) throw new Error(`No state ${name}`);
    return state;
  });
  return checkAsl(machine as unknown as StateMachineDefinition);
};

const touch = 'well-done';
const park = 'until well-done';

/** What breaks each rule, and only it. */
const breaches: Readonly<Record<AslRule, { state?: string; change: Parameters<typeof problemsAfter>[0] }>> = {
  'next-exists': {
    state: 'took check',
    change: (_, state) => {
      state('took check').Choices = [
        { Condition: "{% $states.input.took = 'then' %}", Next: 'leave' },
        { Condition: '{% true %}', Next: 'lost' },
      ];
    },
  },
  reachable: {
    state: 'lonely',
    change: machine => {
      machine.States.lonely = { Type: 'Succeed' };
    },
  },
  'next-or-end': {
    state: 'leave',
    change: (_, state) => {
      state('leave').Next = 'crm';
    },
  },
  'expression-syntax': {
    state: touch,
    change: (_, state) => {
      state(touch).TimeoutSeconds = '{% 60 + %}';
    },
  },
  'expression-scope': {
    state: touch,
    change: (_, state) => {
      state(touch).TimeoutSeconds = '{% $states.result.seconds %}';
    },
  },
  'assigned-before-used': {
    state: touch,
    change: (_, state) => {
      state(touch).TimeoutSeconds = '{% $seconds %}';
    },
  },
  'catch-output': {
    state: 'leave',
    change: (_, state) => {
      state('leave').Catch = [{ ErrorEquals: ['Broken'], Next: 'exited' }];
    },
  },
  'states-all': {
    state: touch,
    change: (_, state) => {
      state(touch).Retry = [{ ErrorEquals: ['States.ALL', 'SesThrottled'] }];
    },
  },
  'park-retry': {
    state: park,
    change: (_, state) => {
      state(park).Retry = [{ ErrorEquals: ['States.Timeout'] }];
    },
  },
  timeout: {
    state: touch,
    change: (_, state) => {
      state(touch).TimeoutSeconds = 100_000_000;
    },
  },
  heartbeat: {
    state: touch,
    change: (_, state) => {
      state(touch).HeartbeatSeconds = 60;
    },
  },
  'timestamp-form': {
    state: touch,
    change: (_, state) => {
      state(touch).Output = { ...(state(touch).Output as object), until: '2026-03-01T09:00:00.000Z' };
    },
  },
  'name-length': {
    state: 'a'.repeat(81),
    change: (machine, state) => {
      machine.States['a'.repeat(81)] = { Type: 'Succeed' };
      state('leave').End = undefined;
      state('leave').Next = 'a'.repeat(81);
    },
  },
  size: {
    change: (_, state) => {
      state(touch).Comment = 'a'.repeat(1_048_576);
    },
  },
};

describe('our own rules on state machines', () => {
  it('have nothing against what the compiler emits', () => {
    expect(checkAsl(sound)).toEqual([]);
  });

  it.each(aslRules.map(rule => [rule, breaches[rule]] as const))(
    'find a breach of %s, and say what to do',
    (rule, { state, change }) => {
      const problems = problemsAfter(change);
      expect(problems.map(problem => problem.rule)).toEqual([rule]);
      expect(problems[0]?.state).toBe(state);
      expect(problems[0]?.message).toMatch(/\.$/);
    },
  );

  it.each(['States.Timeout', 'States.ALL', 'States.TaskFailed', 'States.HeartbeatTimeout'])(
    'never let a wait be retried after %s: it would sleep again',
    error => {
      const problems = problemsAfter((_, state) => {
        state(park).Retry = [{ ErrorEquals: [error] }];
      });
      expect(problems.map(({ rule }) => rule)).toEqual(['park-retry']);
    },
  );

  it('want States.ALL last', () => {
    const problems = problemsAfter((_, state) => {
      state(touch).Retry = [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['SesThrottled'] }];
    });
    expect(problems.map(({ rule }) => rule)).toEqual(['states-all']);
  });

  it('want the input field that a state reads on every path to it, not only on one', () => {
    // given a step that two paths lead to, one of which drops the time
    const problems = problemsAfter((_, state) => {
      const { at: _at, ...output } = state(touch).Output as Record<string, unknown>;
      state(touch).Output = output;
    });
    expect(problems.map(({ rule, state }) => [rule, state])).toContainEqual(['assigned-before-used', 'until mark']);
  });

  it('know variables: one that every path assigns may be read, one that is assigned beside it may not', () => {
    const assigned = problemsAfter((_, state) => {
      state('welcome').Assign = { started: '{% $states.result.Payload.at %}' };
      state(touch).TimeoutSeconds = '{% $length($started) %}';
    });
    const inTheSameState = problemsAfter((_, state) => {
      state(touch).Assign = { started: '{% $states.result.Payload.at %}' };
      state(touch).Output = { ...(state(touch).Output as object), at: '{% $started %}' };
    });
    expect(assigned).toEqual([]);
    expect(inTheSameState.map(({ rule }) => rule)).toEqual(['assigned-before-used']);
  });

  it('know what an expression binds itself', () => {
    const problems = problemsAfter((_, state) => {
      state(touch).TimeoutSeconds = '{% ($a := 1; $sum($map([$a, 2], function($v) { $v + $a }))) %}';
    });
    expect(problems).toEqual([]);
  });

  it('refuse functions that Step Functions does not have', () => {
    const problems = problemsAfter((_, state) => {
      state(touch).TimeoutSeconds = "{% $eval('60') %}";
    });
    expect(problems.map(({ rule }) => rule)).toEqual(['expression-scope']);
  });
});
