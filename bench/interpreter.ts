import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { accountPrefix, sortKey } from '../engine/kernel/row-keys.ts';
import { awsEnvironment } from '../engine/local/aws-environment.ts';
import { serveHttp } from '../engine/local/http.ts';
import { createStateMachines } from '../engine/local/interpreter/state-machines.ts';
import { createStepFunctionsApi } from '../engine/local/step-functions-api.ts';
import { createVirtualClock } from '../engine/local/virtual-clock.ts';
import { type Part, timed } from './part.ts';

/** Executions per second, started through the interpreter's own API and through the SDK. */
export const interpreter: Part = async tell => {
  tell('executions started through its own API');
  const direct = await benchInterpreter({ executions: 20_000, start: 'interpreter' });
  tell('executions started through client-sfn');
  const sdk = await benchInterpreter({ executions: 3_000, start: 'sdk' });
  return [
    { name: '6 touches in 30 days, started directly', value: direct.executionsPerSecond, unit: 'executions/s' },
    { name: '6 touches in 30 days, started directly', value: direct.executionsPerCpuSecond, unit: '/s CPU' },
    { name: '6 touches in 30 days, started by client-sfn', value: sdk.executionsPerSecond, unit: 'executions/s' },
    { name: '6 touches in 30 days, started by client-sfn', value: sdk.executionsPerCpuSecond, unit: '/s CPU' },
    { name: 'each of them', value: direct.transitionsEach ?? Number.NaN, unit: 'transitions' },
    { name: 'each of them', value: direct.historyEach ?? Number.NaN, unit: 'history events' },
  ];
};

/**
 * Executions per second of a 6-touch, 30-day journey (11 transitions: 6 touches, 5 Parks) with no-op tasks. Starts
 * `executions` through the interpreter itself, or with `sdk` through client-sfn and HTTP, then plays 40 virtual days.
 */
const benchInterpreter = async ({ executions, start }: { executions: number; start: 'interpreter' | 'sdk' }) => {
  const startAt = Date.parse('2026-01-01T09:00:00Z');
  const clock = createVirtualClock(startAt);
  const days = [3, 7, 14, 21, 30];
  let touches = 0;
  const machines = createStateMachines({
    clock,
    seed: 'bench',
    integrations: {
      invokeFunction: (_name, payload) => {
        touches += 1;
        const day = days.find(candidate => startAt + candidate * day24 > clock.now());
        const until = day === undefined ? '' : second(startAt + day * day24);
        return {
          until,
          at: new Date(clock.now()).toISOString(),
          took: '',
          echo: (payload as { account: string }).account,
        };
      },
      dynamodb: () => ({}),
    },
  });
  const { arn } = machines.createStateMachine('bench', JSON.stringify(definition()));

  const server = await serveHttp([createStepFunctionsApi(machines, clock.now)]);
  const client = new SFNClient({ ...awsEnvironment.client, endpoint: server.url });
  const starters = {
    interpreter: (name: string, input: string) => machines.startExecution(arn, name, input),
    sdk: (name: string, input: string) => client.send(new StartExecutionCommand({ stateMachineArn: arn, name, input })),
  };

  const { wall, cpu } = await timed(async () => {
    for (let index = 0; index < executions; index += 20) {
      const batch = Array.from({ length: Math.min(20, executions - index) }, (_, offset) => {
        const id = index + offset;
        const input = { account: `a${id}`, enrollment: `e${id}`, generation: 1, until: '', at: '', waited: '' };
        return starters[start](`e${id}-g1`, JSON.stringify(input));
      });
      if (start === 'sdk') await Promise.all(batch);
    }
    await clock.advanceTo(startAt + 40 * day24);
  });
  client.destroy();
  await server.stop();

  const all = [...machines.executions()];
  const ended = all.filter(({ status, stoppedAt }) => status === 'SUCCEEDED' && stoppedAt === startAt + 30 * day24);
  if (ended.length < executions || touches !== 6 * executions)
    throw new Error(`Of ${executions} executions ${ended.length} ended in time, after ${touches} touches.`);
  return {
    transitionsEach: all[0]?.transitions,
    historyEach: all[0]?.history,
    executionsPerSecond: Math.round(executions / wall),
    executionsPerCpuSecond: Math.round(executions / cpu),
  };
};

const day24 = 86_400_000;
const second = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

const input = {
  account: '{% $states.input.account %}',
  enrollment: '{% $states.input.enrollment %}',
  generation: '{% $states.input.generation %}',
};

/** A definition shaped like the compiler's output, including the policy in each touch. */
const definition = () => {
  const states: Record<string, unknown> = {};
  const steps = ['welcome', 'tour', 'first-project', 'feature', 'usage-milestone', 'check'];
  steps.forEach((step, index) => {
    const next = steps[index + 1];
    if (index > 0) states[`until ${step}`] = park(step);
    states[step] = touch(step, next && `until ${next}`);
  });
  return { QueryLanguage: 'JSONata', StartAt: 'welcome', States: states };
};

const output = {
  ...input,
  until: '{% $states.result.Payload.until %}',
  at: '{% $states.result.Payload.at %}',
  waited: '',
};

const touch = (step: string, next: string | undefined) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  TimeoutSeconds: 60,
  Arguments: {
    FunctionName: 'deliver-touch',
    Payload: { ...input, step: { id: step, kind: 'email' }, policy, next: { kind: 'park' } },
  },
  Output: output,
  Retry: [{ ErrorEquals: ['Lambda.ServiceException'], IntervalSeconds: 2, MaxAttempts: 6, JitterStrategy: 'FULL' }],
  Catch: [{ ErrorEquals: ['TouchHeld'], Output: '{% $states.input %}', Next: step }],
  ...(next ? { Next: next } : { End: true }),
});

const policy = {
  sendAt: '09:00',
  quietHours: { from: '20:00', to: '08:00' },
  frequencyCaps: [{ classes: ['lifecycle', 'marketing'], atMost: 3, withinDays: 7, onCapped: 'hold' }],
  missed: 'skip',
  ambiguous: { transactional: 'resend', lifecycle: 'skip', marketing: 'skip' },
  heldByRiskTask: ['lifecycle', 'marketing'],
  holdAtMostDays: 7,
  from: { transactional: 'a@example.com', lifecycle: 'b@example.com', marketing: 'c@example.com' },
  taskPool: ['dana', 'lee'],
  businessCalendar: {
    timezone: 'Europe/Berlin',
    workdays: [1, 2, 3, 4, 5],
    opens: '09:00',
    closes: '17:00',
    holidays: ['2026-12-25'],
  },
};

const park = (step: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
  Arguments: {
    TableName: 'daymark',
    Key: {
      pk: { S: `{% '${accountPrefix}' & $states.input.account %}` },
      sk: { S: `{% '${sortKey.enrollment}' & $states.input.enrollment %}` },
    },
    UpdateExpression: 'SET tok = :t, untilAt = :u, anchorAt = :a',
    ConditionExpression: 'attribute_not_exists(exitReason)',
    ExpressionAttributeValues: {
      ':t': { S: '{% $states.context.Task.Token %}' },
      ':u': { S: '{% $states.input.until %}' },
      ':a': { S: '{% $states.input.at %}' },
    },
  },
  TimeoutSeconds: '{% $max([1, $ceil(($toMillis($states.input.until) - $millis()) / 1000)]) %}',
  Output: '{% $states.input %}',
  Next: step,
  Catch: [
    { ErrorEquals: ['States.Timeout'], Output: '{% $states.input %}', Next: step },
    { ErrorEquals: ['States.ALL'], Output: '{% $states.input %}', Next: step },
  ],
});
