import { beforeEach, describe, expect, it } from 'vitest';
import type { Execution } from '../../engine/local/interpreter/execution.ts';
import { StateError } from '../../engine/local/interpreter/state-error.ts';
import { createStateMachines, type StateMachines } from '../../engine/local/interpreter/state-machines.ts';
import { createVirtualClock, type VirtualClock } from '../../engine/local/virtual-clock.ts';

const start = Date.parse('2026-03-28T09:00:00.000Z');
const year = 365 * 24 * 3600 * 1000;

let clock: VirtualClock;
let machines: StateMachines;
let calls: { name: string; payload: unknown; at: number }[];
let failures: Execution[];
let answer: (payload: unknown, call: number) => unknown;
let parked: string[];

beforeEach(() => {
  clock = createVirtualClock(start);
  calls = [];
  failures = [];
  parked = [];
  answer = () => ({});
  machines = createStateMachines({
    clock,
    seed: 'test',
    onFailure: execution => failures.push(execution),
    integrations: {
      invokeFunction: (name, payload) => {
        calls.push({ name, payload, at: (clock.now() - start) / 1000 });
        return answer(payload, calls.length);
      },
      dynamodb: async (_, given) => {
        const { refuse, token } = given as { refuse?: boolean; token: string };
        if (refuse) throw new StateError('DynamoDb.ConditionalCheckFailedException', 'The conditional request failed');
        parked.push(token);
      },
    },
  });
});

const touch = (more: object = { End: true }) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'touch', Payload: { account: '{% $states.input.account %}' } },
  ...more,
});
const park = (more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
  Arguments: { token: '{% $states.context.Task.Token %}' },
  Output: '{% $states.input %}',
  ...more,
});
const play = async (states: Record<string, object>, until = start + 86_400_000) => {
  const { arn } = machines.createStateMachine(
    'test',
    JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'first', States: states }),
  );
  const execution = machines.startExecution(arn, 'one', '{"account":"acme"}');
  await clock.advanceTo(until);
  return execution;
};
const outputOf = ({ output }: Execution) => JSON.parse(output ?? 'null');

describe('an execution', () => {
  it('passes literal arguments and ends with its last state', async () => {
    answer = () => ({ at: 'now' });

    const execution = await play({ first: touch({ End: true, Output: '{% $states.result.Payload.at %}' }) });

    expect(calls).toEqual([{ name: 'touch', payload: { account: 'acme' }, at: 0 }]);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '"now"', transitions: 1, history: 7 });
  });

  it('evaluates Assign and Output from the same snapshot', async () => {
    const execution = await play({
      first: { Type: 'Pass', Assign: { x: 1 }, Next: 'second' },
      second: { Type: 'Pass', Assign: { x: 2 }, Output: { seen: '{% $x %}' }, Next: 'third' },
      third: { Type: 'Pass', Output: { before: '{% $states.input.seen %}', now: '{% $x %}' }, End: true },
    });

    expect(outputOf(execution)).toEqual({ before: 1, now: 2 });
  });

  it('takes the first rule that holds, else the default, else fails', async () => {
    const choice = (more: object) => ({
      Type: 'Choice',
      Choices: [
        { Condition: "{% $states.input.account = 'other' %}", Next: 'wrong' },
        { Condition: "{% $states.input.account = 'acme' %}", Output: 'chosen', Next: 'right' },
      ],
      ...more,
    });

    const chosen = await play({ first: choice({}), right: { Type: 'Succeed' }, wrong: { Type: 'Fail' } });
    expect(chosen).toMatchObject({ status: 'SUCCEEDED', output: '"chosen"', transitions: 2 });

    const { arn } = machines.createStateMachine(
      'unmatched',
      JSON.stringify({
        QueryLanguage: 'JSONata',
        StartAt: 'first',
        States: {
          first: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'end' }] },
          end: { Type: 'Succeed' },
        },
      }),
    );
    const unmatched = machines.startExecution(arn, 'two');
    await clock.advanceTo(clock.now());
    expect(unmatched).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });

  it('fails on an undefined result, unless it is caught', async () => {
    answer = () => ({});
    const execution = await play({
      first: touch({ Output: { until: '{% $states.result.Payload.until %}' }, End: true }),
    });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(failures).toEqual([execution]);
  });

  it('catches on a state that has End: true', async () => {
    answer = () => {
      throw new StateError('TouchHeld', '{"errorMessage":"2026-03-28T10:00:00Z"}');
    };

    const execution = await play({
      first: touch({
        End: true,
        Catch: [
          {
            ErrorEquals: ['TouchHeld'],
            Output: '{% $parse($states.errorOutput.Cause).errorMessage %}',
            Next: 'caught',
          },
        ],
      }),
      caught: { Type: 'Succeed' },
    });

    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '"2026-03-28T10:00:00Z"', transitions: 2 });
  });

  it('waits to the second, with milliseconds of a timestamp cut off', async () => {
    const execution = await play({
      first: { Type: 'Wait', Seconds: 90, Next: 'second' },
      second: { Type: 'Wait', Timestamp: '2026-03-28T09:10:00.900Z', Next: 'third' },
      third: touch(),
    });

    expect(calls[0]?.at).toBe(600);
    expect(execution.transitions).toBe(3);
  });
});

describe('retries', () => {
  const retried = (more: object) =>
    touch({
      End: true,
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 3, ...more }],
    });

  it('back off, and are billed as transitions', async () => {
    answer = (_, call) => {
      if (call < 4) throw new StateError('Busy', 'try again');
      return { done: true };
    };

    const execution = await play({ first: retried({}) });

    expect(calls.map(({ at }) => at)).toEqual([0, 2, 6, 14]);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', transitions: 4, history: 7 + 3 * 3 });
  });

  it('end with the error when they are used up', async () => {
    answer = () => {
      throw new StateError('Busy', 'try again');
    };
    expect(await play({ first: retried({ MaxDelaySeconds: 3 }) })).toMatchObject({
      status: 'FAILED',
      error: 'Busy',
      transitions: 4,
    });
    expect(calls.map(({ at }) => at)).toEqual([0, 2, 5, 8]);
  });

  it('jitter from a seeded sequence of their own', async () => {
    answer = (_, call) => {
      if (call < 4) throw new StateError('Busy', 'try again');
      return {};
    };
    await play({ first: retried({ JitterStrategy: 'FULL' }) });
    const delays = calls.map(({ at }) => at);
    expect(delays[1]).toBeLessThan(2);
    expect(delays).toEqual([0, 1.971, 3.631, 6.428]);
  });

  it('do not come, nor a catch, for States.Runtime', async () => {
    const execution = await play({
      first: {
        ...touch(),
        Arguments: { FunctionName: 7 },
        Retry: [{ ErrorEquals: ['States.ALL'] }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'caught' }],
      },
      caught: { Type: 'Succeed' },
    });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});

describe('a Park', () => {
  it('times out to the second, and the timeout is an edge', async () => {
    const execution = await play({
      first: park({
        TimeoutSeconds: "{% $max([1, $ceil(($toMillis('2026-03-28T09:30:00Z') - $millis()) / 1000)]) %}",
        Next: 'resumed',
        Catch: [{ ErrorEquals: ['States.Timeout'], Output: '{% $states.input %}', Next: 'woken' }],
      }),
      resumed: { Type: 'Fail' },
      woken: touch(),
    });

    expect(calls).toEqual([{ name: 'touch', payload: { account: 'acme' }, at: 1800 }]);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', transitions: 2, history: 13 });
  });

  it('is resumed or interrupted by its token, at that very second, and a second answer comes too late', async () => {
    const states = {
      first: park({
        TimeoutSeconds: 3600,
        Next: 'woken',
        Catch: [{ ErrorEquals: ['Journey.Exited'], Next: 'exited' }],
      }),
      woken: touch(),
      exited: { Type: 'Succeed' },
    };
    const { arn } = machines.createStateMachine(
      'test',
      JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'first', States: states }),
    );
    const resumed = machines.startExecution(arn, 'resumed', '{"account":"a"}');
    const exited = machines.startExecution(arn, 'exited', '{"account":"b"}');
    await clock.advanceTo(start + 10_000);
    const [first = '', second = ''] = parked;

    machines.sendTaskSuccess(first, '{}');
    machines.sendTaskFailure(second, 'Journey.Exited', '{}');
    await clock.advanceTo(start + 10_000);

    expect(calls[0]?.at).toBe(10);
    expect(resumed).toMatchObject({ status: 'SUCCEEDED' });
    expect(exited).toMatchObject({ status: 'SUCCEEDED', stoppedAt: start + 10_000 });
    expect(outputOf(exited)).toEqual({ Error: 'Journey.Exited', Cause: '{}' });
    expect(() => machines.sendTaskSuccess(first, '{}')).toThrow(expect.objectContaining({ code: 'TaskTimedOut' }));
    expect(() => machines.sendTaskSuccess('garbage', '{}')).toThrow(expect.objectContaining({ code: 'InvalidToken' }));
    expect(() => machines.sendTaskSuccess(second, 'no json')).toThrow(
      expect.objectContaining({ code: 'InvalidOutput' }),
    );
  });

  it('whose condition fails leaves by that edge', async () => {
    const execution = await play({
      first: {
        ...park({
          TimeoutSeconds: 60,
          Next: 'resumed',
          Catch: [{ ErrorEquals: ['DynamoDb.ConditionalCheckFailedException'], Next: 'refused' }],
        }),
        Arguments: { token: '{% $states.context.Task.Token %}', refuse: true },
      },
      resumed: { Type: 'Fail' },
      refused: { Type: 'Succeed' },
    });
    expect(execution).toMatchObject({ status: 'SUCCEEDED', stoppedAt: start, transitions: 2, history: 9 });
  });

  it('cannot outlast the year of its execution', async () => {
    const execution = await play({ first: park({ Next: 'end' }), end: { Type: 'Succeed' } }, start + 2 * year);
    expect(execution).toMatchObject({ status: 'TIMED_OUT', stoppedAt: start + year });
    expect(failures).toEqual([execution]);
  });

  it('is over when the execution is stopped', async () => {
    const execution = await play({ first: park({ TimeoutSeconds: 999_999, Next: 'end' }), end: { Type: 'Succeed' } });
    machines.stopExecution(execution.arn, 'Operator', 'broken');
    await clock.advanceTo(start + year);
    expect(execution).toMatchObject({ status: 'ABORTED', error: 'Operator', cause: 'broken' });
    expect(() => machines.sendTaskSuccess(parked[0] ?? '', '{}')).toThrow(
      expect.objectContaining({ code: 'TaskTimedOut' }),
    );
  });
});

describe('a definition', () => {
  const create =
    (states: object, more: object = {}) =>
    () =>
      machines.createStateMachine(
        'test',
        JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'first', States: states, ...more }),
      );

  it.each([
    ['another query language', create({ first: { Type: 'Succeed' } }, { QueryLanguage: 'JSONPath' }), 'QueryLanguage'],
    ['a state type that the compiler never emits', create({ first: { Type: 'Parallel', Branches: [] } }), 'first'],
    ['a JSONPath field', create({ first: { Type: 'Pass', InputPath: '$', End: true } }), 'InputPath'],
    [
      'another integration',
      create({ first: { ...touch(), Resource: 'arn:aws:states:::sqs:sendMessage' } }),
      'Resource',
    ],
    ['a missing state', create({ first: { Type: 'Pass', Next: 'nowhere' } }), "missing state 'nowhere'"],
    ['neither Next nor End', create({ first: { Type: 'Pass' } }), 'Next or End'],
    [
      'States.ALL not last',
      create({ first: touch({ End: true, Retry: [{ ErrorEquals: ['States.ALL', 'x'] }] }) }),
      'alone and last',
    ],
    [
      'an expression that is not JSONata',
      create({ first: { Type: 'Pass', Output: '{% 1 + %}', End: true } }),
      'first.Output',
    ],
    ['a name that is too long', create({ ['x'.repeat(81)]: { Type: 'Succeed' } }), 'Invalid'],
  ])('with %s is refused', (_, attempt, message) => {
    expect(attempt).toThrow(
      expect.objectContaining({ code: 'InvalidDefinition', message: expect.stringContaining(message) }),
    );
  });

  it('that changes leaves open executions as they began', async () => {
    const states = (output: string) => ({
      first: { Type: 'Wait', Seconds: 60, Next: 'second' },
      second: { Type: 'Pass', Output: output, End: true },
    });
    const old = await play(states('old'), start);
    machines.updateStateMachine(
      old.machineArn,
      JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'first', States: states('new') }),
    );
    const young = machines.startExecution(old.machineArn, 'two');
    await clock.advanceTo(start + 60_000);
    expect([outputOf(old), outputOf(young)]).toEqual(['old', 'new']);
  });
});

describe('starting', () => {
  const begin = (name: string | undefined, input?: string) => {
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'first',
      States: { first: { Type: 'Wait', Seconds: 60, Next: 'end' }, end: { Type: 'Succeed' } },
    };
    const { arn } = machines.createStateMachine('test', JSON.stringify(definition));
    return machines.startExecution(arn, name, input);
  };

  it('the same name with the same input while open is the same execution', async () => {
    expect(begin('one', '{"a":1}').arn).toBe(begin('one', '{"a":1}').arn);
    expect(() => begin('one', '{"a":2}')).toThrow(expect.objectContaining({ code: 'ExecutionAlreadyExists' }));
    await clock.advanceTo(start + 60_000);
    expect(() => begin('one', '{"a":1}')).toThrow(expect.objectContaining({ code: 'ExecutionAlreadyExists' }));
  });

  it.each(['x'.repeat(81), 'a b', 'a/b', 'a:b', 'a#b', ''])("refuses the name '%s'", name => {
    expect(() => begin(name)).toThrow(expect.objectContaining({ code: 'InvalidName' }));
  });

  it('refuses an input that is too large or no JSON, and an unknown machine', () => {
    expect(() => begin('a', JSON.stringify('x'.repeat(262_144)))).toThrow(
      expect.objectContaining({ code: 'InvalidExecutionInput' }),
    );
    expect(() => begin('a', '{')).toThrow(expect.objectContaining({ code: 'InvalidExecutionInput' }));
    expect(() => machines.startExecution('arn:aws:states:nowhere', 'a')).toThrow(
      expect.objectContaining({ code: 'StateMachineDoesNotExist' }),
    );
  });
});
