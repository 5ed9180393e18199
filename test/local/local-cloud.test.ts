import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidDefinition,
  InvalidName,
  InvalidToken,
  ListExecutionsCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StateMachineDoesNotExist,
  StopExecutionCommand,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../../engine/local/local-cloud.ts';
import { feedbackQueue } from '../../engine/local/world.ts';

const startAt = '2026-03-28T09:00:00.000Z';
let cloud: LocalCloud;
let sfn: SFNClient;

beforeEach(async () => {
  cloud = await startLocalCloud({ startAt, seed: 7 });
  sfn = new SFNClient({});
});
afterEach(async () => {
  sfn.destroy();
  await cloud.stop();
});

const touch = (more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: '${DeliverTouch}', Payload: { account: '{% $states.input.account %}' } },
  Output: '{% $states.input %}',
  ...more,
});

/** As the compiler emits it. */
const park = (next: string, more: object[] = []) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
  Arguments: {
    TableName: '${Table}',
    Key: { pk: { S: "{% 'ACCT#' & $states.input.account %}" }, sk: { S: 'HOT#ENR#1' } },
    UpdateExpression: 'SET tok = :t, untilAt = :u',
    ConditionExpression: 'attribute_not_exists(exitReason)',
    ExpressionAttributeValues: { ':t': { S: '{% $states.context.Task.Token %}' }, ':u': { S: '2026-03-31T09:00:00Z' } },
  },
  TimeoutSeconds: "{% $max([1, $ceil(($toMillis('2026-03-31T09:00:00Z') - $millis()) / 1000)]) %}",
  Output: '{% $states.input %}',
  Next: next,
  Catch: [{ ErrorEquals: ['States.Timeout'], Output: '{% $states.input %}', Next: next }, ...more],
});

const journey = {
  QueryLanguage: 'JSONata',
  StartAt: 'welcome',
  States: {
    welcome: touch({ Next: 'until tour' }),
    'until tour': park('tour', [{ ErrorEquals: ['Journey.Exited'], Output: '{% $states.input %}', Next: 'exited' }]),
    tour: touch({
      End: true,
      Catch: [{ ErrorEquals: ['TouchHeld'], Output: '{% $states.input %}', Next: 'until tour' }],
    }),
    exited: { Type: 'Succeed' },
  },
};
const start = (name = 'one', account = 'acme', machine = 'onboarding') =>
  sfn.send(
    new StartExecutionCommand({
      stateMachineArn: `${process.env.DAYMARK_MACHINE_ARN_PREFIX}${machine}`,
      name,
      input: JSON.stringify({ account }),
    }),
  );
const tokenOf = async (account = 'acme') => {
  const client = new DynamoDBClient({});
  const { Item } = await client.send(
    new GetItemCommand({
      TableName: process.env.DAYMARK_TABLE,
      Key: { pk: { S: `ACCT#${account}` }, sk: { S: 'HOT#ENR#1' } },
    }),
  );
  client.destroy();
  return Item?.tok?.S ?? '';
};

describe('state machines, through the real client', () => {
  let touches: string[];

  beforeEach(async () => {
    touches = [];
    cloud.registerFunction('deliver-touch', async ({ account }: { account: string }) => {
      touches.push(`${account} ${new Date().toISOString()}`);
      return {};
    });
    await cloud.deploy({ onboarding: journey });
  });

  it('plays a wait of days against the real table, to the second', async () => {
    const { executionArn } = await start();
    await cloud.advanceTo('2026-04-10T00:00:00.000Z');

    expect(touches).toEqual(['acme 2026-03-28T09:00:00.000Z', 'acme 2026-03-31T09:00:00.000Z']);
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect(execution).toMatchObject({
      status: 'SUCCEEDED',
      startDate: new Date(startAt),
      stopDate: new Date('2026-03-31T09:00:00Z'),
    });
    expect(cloud.executions()[0]).toMatchObject({ transitions: 3, history: 1 + 5 + 6 + 5 + 1 });
    await expect(sfn.send(new SendTaskSuccessCommand({ taskToken: await tokenOf(), output: '{}' }))).rejects.toThrow(
      TaskTimedOut,
    );
  });

  it('is started once however often it is asked to, and refuses what Step Functions refuses', async () => {
    const first = await start();
    expect((await start()).executionArn).toBe(first.executionArn);
    await expect(start('one', 'other')).rejects.toThrow(ExecutionAlreadyExists);
    await expect(start('a b')).rejects.toThrow(InvalidName);
    await expect(start('x', 'acme', 'nowhere')).rejects.toThrow(StateMachineDoesNotExist);
    await expect(sfn.send(new DescribeExecutionCommand({ executionArn: 'arn:aws:nowhere' }))).rejects.toThrow(
      ExecutionDoesNotExist,
    );
    await expect(
      sfn.send(new CreateStateMachineCommand({ name: 'bad', definition: '{}', roleArn: 'arn:role' })),
    ).rejects.toThrow(InvalidDefinition);
    await cloud.settle();
    expect(touches).toHaveLength(1);
  });

  it('leaves its wait at the very second that it is exited', async () => {
    const { executionArn } = await start();
    await cloud.advanceTo('2026-03-29T12:34:56.000Z');
    await sfn.send(new SendTaskFailureCommand({ taskToken: await tokenOf(), error: 'Journey.Exited', cause: '{}' }));
    await cloud.settle();

    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect(execution).toMatchObject({ status: 'SUCCEEDED', stopDate: new Date('2026-03-29T12:34:56Z') });
    await expect(sfn.send(new SendTaskSuccessCommand({ taskToken: await tokenOf(), output: '{}' }))).rejects.toThrow(
      TaskTimedOut,
    );
    await expect(sfn.send(new SendTaskSuccessCommand({ taskToken: 'garbage', output: '{}' }))).rejects.toThrow(
      InvalidToken,
    );
    expect(cloud.nextDue()).toBeUndefined();
  });

  it('sees the names of errors that a function throws, on a state with End: true as well', async () => {
    let held = true;
    cloud.registerFunction('deliver-touch', async () => {
      if (!held || cloud.now() === startAt) return {};
      held = false;
      throw Object.assign(new Error('2026-03-31T10:00:00Z'), { name: 'TouchHeld' });
    });
    // Enrollments call the versions that their machine was deployed with.
    await cloud.deploy({ onboarding: journey });
    await start();
    await cloud.idle('2026-04-10T00:00:00.000Z');
    // Held at day 3, parked for the minimum of one second, then sent.
    expect(cloud.executions()[0]).toMatchObject({
      status: 'SUCCEEDED',
      transitions: 5,
      stoppedAt: Date.parse('2026-03-31T09:00:01Z'),
    });
  });

  it('reports an execution that failed or was stopped to the feedback queue', async () => {
    const events: { detail: { status: string; error: string } }[] = [];
    cloud.registerFunction('record-feedback', ({ Records }: { Records: { body: string }[] }) => {
      events.push(...Records.map(({ body }) => JSON.parse(body)));
    });
    cloud.subscribe(feedbackQueue, 'record-feedback');
    cloud.registerFunction('deliver-touch', () => {
      throw new TypeError('bug');
    });
    await cloud.deploy({ onboarding: journey });
    const { executionArn: failed } = await start('failing');
    await cloud.settle();
    cloud.registerFunction('deliver-touch', () => ({}));
    await cloud.deploy({ onboarding: journey });
    const { executionArn: stopped } = await start('stopped', 'beta');
    await cloud.settle();
    await sfn.send(new StopExecutionCommand({ executionArn: stopped, error: 'Operator', cause: 'why' }));
    await cloud.settle();

    expect(events).toMatchObject([
      {
        'detail-type': 'Step Functions Execution Status Change',
        detail: { executionArn: failed, status: 'FAILED', error: 'TypeError' },
      },
      { source: 'aws.states', detail: { executionArn: stopped, status: 'ABORTED', input: '{"account":"beta"}' } },
    ]);
    const cause = (await sfn.send(new DescribeExecutionCommand({ executionArn: failed }))).cause;
    expect(JSON.parse(cause ?? '')).toMatchObject({
      errorMessage: 'bug',
      errorType: 'TypeError',
      trace: expect.any(Array),
    });
    const { executions } = await sfn.send(
      new ListExecutionsCommand({
        stateMachineArn: `${process.env.DAYMARK_MACHINE_ARN_PREFIX}onboarding`,
        statusFilter: 'FAILED',
      }),
    );
    expect(executions?.map(({ name }) => name)).toEqual(['failing']);
  });

  it('lets accounts overlap at one instant, and gives the same bytes run after run', async () => {
    const traceOf = async () => {
      const entered: object[] = [];
      sfn.destroy();
      await cloud.stop();
      cloud = await startLocalCloud({ startAt, seed: 7, observe: state => entered.push(state) });
      sfn = new SFNClient({});
      const failing = new Set<string>();
      cloud.registerFunction('deliver-touch', async ({ account }: { account: string }) => {
        await new Promise(resolve => setTimeout(resolve, Math.random() * 3));
        if (failing.has(account)) return {};
        failing.add(account);
        throw Object.assign(new Error('slow down'), { name: 'SesThrottled' });
      });
      const retry = [{ ErrorEquals: ['SesThrottled'], IntervalSeconds: 5, JitterStrategy: 'FULL' }];
      await cloud.deploy({
        onboarding: { ...journey, States: { ...journey.States, welcome: touch({ Next: 'until tour', Retry: retry }) } },
      });
      for (let index = 0; index < 30; index += 1) await start(`e${index}`, `account ${index % 20}`);
      await cloud.idle('2026-05-01T00:00:00.000Z');
      const executions = cloud.executions().map(({ machine, ...rest }) => rest);
      return JSON.stringify({ executions, entered: entered.map(state => JSON.stringify(state)).sort() });
    };

    const [first, second] = [await traceOf(), await traceOf()];

    expect(second).toBe(first);
    expect(JSON.parse(first).executions).toHaveLength(30);
  });
});

describe('functions', () => {
  it('that decide across accounts run one at a time, in the order of the accounts', async () => {
    const order: string[] = [];
    let running = 0;
    const touchFirst = async () => new Promise(resolve => setTimeout(resolve, Math.random() * 5));
    const openTask = async ({ account }: { account: string }) => {
      running += 1;
      await touchFirst();
      order.push(`${account} ${running}`);
      running -= 1;
      return {};
    };
    cloud.registerFunction('deliver-touch', touchFirst);
    cloud.registerFunction('open-task', openTask, { exclusive: true });
    const task = {
      ...touch({ End: true }),
      Arguments: { FunctionName: '${OpenTask}', Payload: '{% $states.input %}' },
    };
    await cloud.deploy({
      onboarding: { QueryLanguage: 'JSONata', StartAt: 'welcome', States: { welcome: touch({ Next: 'task' }), task } },
    });
    for (const account of ['e', 'c', 'a', 'd', 'b']) await start(account, account);

    await cloud.settle();

    expect(order).toEqual(['a 1', 'b 1', 'c 1', 'd 1', 'e 1']);
  });

  it('that nobody registered are reported with the names of those that are', async () => {
    cloud.registerFunction('sweep', () => null);
    await expect(cloud.invoke('swep', {})).rejects.toThrow(/function:swep \(registered: sweep\)/);
  });
});

describe('the clock of the cloud', () => {
  it('calls scheduled functions at every hour, in order with the rest, and again within minutes where they fail', async () => {
    const played: string[] = [];
    cloud.registerFunction('sweep', ({ time }: { time: string }) => {
      played.push(time);
      if (time.includes('T11')) throw new Error('broken');
    });
    cloud.schedule(3600, 'sweep');
    cloud.at('2026-03-28T10:30:00.000Z', () => played.push('half past'));

    await cloud.advanceTo('2026-03-28T12:00:00.000Z');

    expect(played).toEqual([
      '2026-03-28T09:00:00Z',
      '2026-03-28T10:00:00Z',
      'half past',
      ...Array.from({ length: 3 }, () => '2026-03-28T11:00:00Z'),
      '2026-03-28T12:00:00Z',
    ]);
    expect(cloud.errors).toMatchObject(
      ['11:00', '11:01', '11:03'].map(at => ({ at: `2026-03-28T${at}:00.000Z`, functionName: 'sweep' })),
    );
    expect(cloud.nextDue()).toBeUndefined();
  });
});
