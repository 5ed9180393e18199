import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as scheduled from 'aws-cdk-lib/aws-scheduler-targets';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { indexName } from '../engine/adapters/aws/table/create-table.ts';
import { defaultTimeoutSeconds, type FunctionWiring, functions, placeholderOf } from '../engine/wiring/functions.ts';
import { maxReceives, type QueueName, type QueueWiring, queues as wiredQueues } from '../engine/wiring/queues.ts';
import { secrets } from '../engine/wiring/secrets.ts';
import { allow } from './allow.ts';
import type { Configuration } from './configuration.ts';
import type { DataStack } from './data-stack.ts';
import { environmentOf } from './environment.ts';
import { followTable } from './follow-table.ts';
import { grants } from './grants.ts';
import { Handler } from './handler.ts';
import { justify } from './justify.ts';
import type { MachinePermissions } from './machine-permissions.ts';
import type { Names } from './names.ts';
import { QueueWithDeadLetters } from './queue-with-dead-letters.ts';

interface EngineStackProps extends StackProps {
  configuration: Configuration;
  names: Names;
  data: DataStack;
  functionsFolder: string;
  machines: MachinePermissions;
}

/** Queues, functions and their triggers (queues, buses, schedules), from the tables of `engine/wiring`. */
export class EngineStack extends Stack {
  readonly handlers: ReadonlyMap<string, Handler>;
  readonly queues: Readonly<Record<QueueName, QueueWithDeadLetters>>;
  /** Role of all state machines. Executions keep the role they began with, so it must outlive every journey. */
  readonly machineRole: iam.Role;

  constructor(scope: Construct, id: string, props: EngineStackProps) {
    const { configuration, names, data, functionsFolder, machines, ...rest } = props;
    super(scope, id, rest);
    this.queues = this.queuesOf(names);
    const environment = environmentOf(this, { configuration, names, data, queues: this.queues });
    const handlers = new Map<string, Handler>();
    for (const [name, wiring] of Object.entries(functions)) {
      const own = (wiring.secrets ?? []).map(variable => [variable, names.secret(secrets[variable])] as const);
      const handler = new Handler(this, name, {
        prefix: names.prefix,
        environment: { ...environment, DAYMARK_SECRETS: JSON.stringify(Object.fromEntries(own)) },
        functionsFolder,
        timeoutSeconds: wiring.timeoutSeconds,
        atOnce: name === 'deliver-touch' ? configuration.deliveriesAtOnce : undefined,
        logDays: configuration.logDays,
      });
      handlers.set(name, handler);
      this.grant(handler, wiring, { names, data, secretNames: own.map(([, secret]) => secret) });
      this.call(name, handler, wiring, names);
      if (wiring.stream) followTable(this, name, handler, wiring.stream, { data, names });
    }
    this.handlers = handlers;
    this.feedback(data, names);
    this.secondDoor(names);
    this.machineRole = this.roleOfMachines(machines, names);
  }

  private queuesOf(names: Names): EngineStack['queues'] {
    const slowest = (queue: string) =>
      Math.max(
        ...Object.values(functions).map(({ queue: own, timeoutSeconds = defaultTimeoutSeconds }) =>
          own?.name === queue ? timeoutSeconds : 0,
        ),
      );
    return Object.fromEntries(
      Object.entries<QueueWiring>(wiredQueues).map(([name, wiring]) => [
        name,
        new QueueWithDeadLetters(this, `Queue-${name}`, {
          queueName: `${names.prefix}-${name}`,
          fifo: wiring.fifo,
          visibilityTimeout: Duration.seconds(6 * slowest(name)),
          maxReceiveCount: maxReceives(wiring),
        }),
      ]),
    ) as unknown as EngineStack['queues'];
  }

  private grant(
    handler: Handler,
    { queue, table, sends = [], uses = [] }: FunctionWiring,
    { names, data, secretNames }: { names: Names; data: DataStack; secretNames: readonly string[] },
  ): void {
    const tableArn = this.arn('dynamodb', `table/${names.table}`);
    const { role } = handler;
    const onTable = table.filter(action => action !== 'QueryIndex').map(action => `dynamodb:${action}`);
    if (onTable.length > 0) allow(role, onTable, [tableArn]);
    if (table.includes('QueryIndex')) allow(role, ['dynamodb:Query'], [`${tableArn}/index/${indexName}`]);
    for (const queue of sends) allow(role, ['sqs:SendMessage'], [this.queues[queue].queue.queueArn]);
    if (queue && (wiredQueues[queue.name] as QueueWiring).deadLetters)
      allow(role, ['sqs:SendMessage'], [this.queues[queue.name].deadLetters.queueArn]);
    for (const secret of secretNames)
      allow(
        role,
        ['secretsmanager:GetSecretValue'],
        [this.arn('secretsmanager', `secret:${secret}-*`)],
        'The end of a secret’s ARN is random.',
      );
    for (const use of uses) grants[use](this, role, names, data);
  }

  /** Triggers of the function: its queue and its schedule. */
  private call(name: string, handler: Handler, { queue, everyHours }: FunctionWiring, names: Names): void {
    if (queue) {
      handler.function.addEventSource(
        new SqsEventSource(this.queues[queue.name].queue, {
          batchSize: queue.batchSize,
          reportBatchItemFailures: true,
          maxConcurrency: 50,
        }),
      );
    }
    if (everyHours === undefined) return;
    const missed = new QueueWithDeadLetters(this, `Missed-${name}`, {
      queueName: `${names.prefix}-${name}-missed`,
      visibilityTimeout: Duration.minutes(1),
    });
    const clock = new iam.Role(this, `ClockRole-${name}`, {
      roleName: `${names.prefix}-${name}-clock`,
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com'),
    });
    const id = this.getLogicalId(handler.function.node.defaultChild as lambda.CfnFunction);
    justify(
      clock,
      `AwsSolutions-IAM5[Resource::<${id}.Arn>:*]`,
      'CDK lets a schedule call every version of its one function.',
    );
    new scheduler.Schedule(this, `Clock-${name}`, {
      scheduleName: `${names.prefix}-${name}`,
      schedule: scheduler.ScheduleExpression.cron({ minute: '0', hour: hoursOf(everyHours) }),
      target: new scheduled.LambdaInvoke(handler.function, {
        role: clock,
        deadLetterQueue: missed.deadLetters,
        maxEventAge: Duration.minutes(30),
        retryAttempts: 5,
      }),
    });
  }

  /** Feedback on mails through SNS, and failed executions through EventBridge. */
  private feedback(data: DataStack, names: Names): void {
    const { queue, deadLetters } = this.queues.feedback;
    data.mail.events.addSubscription(
      new SqsSubscription(queue, { rawMessageDelivery: true, deadLetterQueue: deadLetters }),
    );
    new events.Rule(this, 'FailedExecutions', {
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: [{ prefix: this.arn('states', `stateMachine:${names.machine('')}`) }],
        },
      },
      targets: [new targets.SqsQueue(queue, { deadLetterQueue: deadLetters })],
    });
  }

  /** If a queue takes partner events: our own event bus, as an alternative to posting events. */
  private secondDoor(names: Names): void {
    const bus = new events.EventBus(this, 'Bus', { eventBusName: names.prefix });
    const partners = Object.entries(this.queues).find(([name]) => name === 'partners')?.[1];
    if (!partners) return;
    new events.Rule(this, 'Partners', {
      eventBus: bus,
      // Personal data must not be in a queue, so identify calls have to be posted.
      eventPattern: { account: [this.account], detailType: events.Match.anythingBut('identify') },
      targets: [new targets.SqsQueue(partners.queue, { deadLetterQueue: partners.deadLetters })],
    });
  }

  private roleOfMachines({ functions: called, tableActions }: MachinePermissions, names: Names): iam.Role {
    const role = new iam.Role(this, 'MachineRole', {
      roleName: `${names.prefix}-machine`,
      assumedBy: new iam.ServicePrincipal('states.amazonaws.com'),
    });
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    for (const [name] of this.handlers) {
      if (!called.includes(placeholderOf(name))) continue;
      const step = this.arn('lambda', `function:${names.prefix}-${name}`);
      allow(
        role,
        ['lambda:InvokeFunction'],
        [step, `${step}:*`],
        'Enrollments in flight keep calling the version they began with (aws-cdk issue 17515).',
      );
    }
    if (tableActions.length > 0) allow(role, tableActions, [this.arn('dynamodb', `table/${names.table}`)]);
    const logs = ['CreateLogDelivery', 'GetLogDelivery', 'UpdateLogDelivery', 'DeleteLogDelivery', 'ListLogDeliveries'];
    const policies = ['PutResourcePolicy', 'DescribeResourcePolicies', 'DescribeLogGroups'];
    const traces = ['PutTraceSegments', 'PutTelemetryRecords', 'GetSamplingRules', 'GetSamplingTargets'];
    allow(
      role,
      [...[...logs, ...policies].map(action => `logs:${action}`), ...traces.map(action => `xray:${action}`)],
      ['*'],
      'Log deliveries and traces have no resource that a policy could name (Step Functions developer guide).',
    );
    return role;
  }

  arn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.account}:${resource}`;
  }
}

const hoursOf = (everyHours: number): string => {
  if (everyHours === 1) return '*';
  return everyHours === 24 ? '0' : `*/${everyHours}`;
};
