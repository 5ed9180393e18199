import { describe, expect, it } from 'vitest';
import type { Execution } from '../../engine/local/interpreter/execution.ts';
import { StateError } from '../../engine/local/interpreter/state-error.ts';
import { createStateMachines } from '../../engine/local/interpreter/state-machines.ts';
import { createVirtualClock } from '../../engine/local/virtual-clock.ts';

/**
 * What Step Functions itself answered, as recorded in the snapshots of LocalStack's tests against AWS, of 2023 and 2024.
 * @see https://github.com/localstack/localstack/tree/main/tests/aws/services/stepfunctions/v2
 */
const start = Date.parse('2026-03-28T09:00:00.000Z');

const invoke = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'any' },
} as const;
const park = {
  ...invoke,
  Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
  Arguments: { TableName: 'any' },
} as const;
const caught = {
  Type: 'Pass',
  Output: { by: '{% $states.context.State.Name %}', error: '{% $states.input %}' },
  End: true,
};

const play = async (states: Record<string, object>, answer: () => unknown = () => null): Promise<Execution> => {
  const clock = createVirtualClock(start);
  const integrations = { invokeFunction: answer, dynamodb: async () => answer() };
  const machines = createStateMachines({ clock, seed: 'recorded', integrations });
  const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states });
  const execution = machines.startExecution(machines.createStateMachine('recorded', definition).arn, 'one');
  await clock.advanceTo(start + 3_600_000);
  return execution;
};

const fail = (error: string, cause: string) => () => {
  throw new StateError(error, cause);
};
const outputOf = ({ output }: Execution) => JSON.parse(output ?? 'null');

describe('as recorded on AWS', () => {
  it('a task that times out has an error and no cause', async () => {
    const execution = await play({ first: { ...park, TimeoutSeconds: 5, End: true } });

    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout', cause: undefined });
    // ExecutionStarted, TaskStateEntered, TaskScheduled, TaskStarted, TaskSubmitted (of a wait), TaskTimedOut, ExecutionFailed.
    expect(execution.history).toBe(7);
  });

  it('a task that times out gives its Catch an error without a cause', async () => {
    const Catch = [{ ErrorEquals: ['States.Timeout'], Output: '{% $states.errorOutput %}', Next: 'caught' }];
    const execution = await play({ first: { ...park, TimeoutSeconds: 5, Catch, End: true }, caught });

    expect(outputOf(execution).error).toEqual({ Error: 'States.Timeout' });
  });

  it('a service that fails takes six events, and is named as the Java SDK names its exception', async () => {
    const execution = await play({ first: { ...park, End: true } }, fail('DynamoDb.DynamoDbException', 'a null key'));

    // ExecutionStarted, TaskStateEntered, TaskScheduled, TaskStarted, TaskFailed, ExecutionFailed.
    expect(execution).toMatchObject({ status: 'FAILED', error: 'DynamoDb.DynamoDbException', history: 6 });
  });

  it.each([
    ['States.ALL', 'SUCCEEDED'],
    ['States.DataLimitExceeded', 'SUCCEEDED'],
  ])('a result over 256 KiB is caught by %s', async (name, status) => {
    const Catch = [{ ErrorEquals: [name], Output: '{% $states.errorOutput.Error %}', Next: 'caught' }];
    const execution = await play({ first: { ...invoke, Catch, End: true }, caught }, () => 'x'.repeat(300_000));

    expect(execution.status).toBe(status);
    expect(outputOf(execution).error).toBe('States.DataLimitExceeded');
  });

  it('an error that is caught takes nine events to the end of the state after it', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Output: '{% $states.input %}', Next: 'caught' }];
    const execution = await play({ first: { ...invoke, Catch, End: true }, caught }, fail('Boom', ''));

    expect(execution).toMatchObject({ status: 'SUCCEEDED', history: 9 });
  });

  it('only text that begins and ends as an expression is one', async () => {
    const literals = {
      spaced: ' {% states.input %} ',
      variable: '$states.input',
      path: '$.value',
      intrinsic: "States.Format('{}', 1)",
      list: [null, 0, 0.1, true, [], { 'constant.$': '$' }],
    };
    expect(outputOf(await play({ first: { Type: 'Pass', Output: literals, End: true } }))).toEqual(literals);
  });

  it('a state may put out nothing but an empty object', async () => {
    const execution = await play({ first: { Type: 'Pass', Output: {}, End: true } });
    expect(execution).toMatchObject({ output: '{}', history: 4 });
  });

  it('variables are seen by the states after the one that assigns them', async () => {
    const execution = await play({
      first: { Type: 'Pass', Assign: { count: '{% 3 %}' }, Next: 'second' },
      second: { Type: 'Pass', Output: '{% $count + 4 %}', End: true },
    });
    expect(outputOf(execution)).toBe(7);
  });

  it('the context names the execution, the state machine and the state', async () => {
    const context = '{% $states.context %}';
    const execution = await play({ first: { Type: 'Pass', Output: context, End: true } });
    expect(outputOf(execution)).toMatchObject({
      Execution: { Name: 'one', RedriveCount: 0, StartTime: expect.stringMatching(/Z$/) },
      StateMachine: { Name: 'recorded' },
      State: { Name: 'first', EnteredTime: expect.stringMatching(/Z$/) },
    });
  });
});
