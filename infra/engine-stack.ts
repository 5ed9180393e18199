import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { publicRoutes } from '../engine/services/public-routes.ts';
import { functions, placeholderOf, type Use } from '../engine/wiring/functions.ts';
import { type QueueName, type QueueWiring, queues as wiredQueues } from '../engine/wiring/queues.ts';
import { secrets } from '../engine/wiring/secrets.ts';
import { configurationSetPrefix, type DataStack } from './data-stack.ts';
import { Handler } from './handler.ts';

export const machinePrefix = 'daymark-';
const switchesPath = '/daymark/switches';

interface EngineStackProps extends StackProps {
  data: DataStack;
  functionsFolder: string;
}

/** Queues, functions, the HTTP door and the clock, as the tables of `engine/wiring` say. */
export class EngineStack extends Stack {
  /** The functions that state machines call, by the placeholder that stands for them in definitions. */
  readonly steps: Readonly<Record<string, Handler>>;

  constructor(scope: Construct, id: string, { data, functionsFolder, ...props }: EngineStackProps) {
    super(scope, id, props);
    const queues = Object.fromEntries(
      Object.entries<QueueWiring>(wiredQueues).map(([name, { fifo }]) => [
        name,
        fifo ? fifoQueue(this, pascal(name)) : queue(this, pascal(name)),
      ]),
    ) as Record<QueueName, sqs.Queue>;
    const api = new apigateway.HttpApi(this, 'Api');
    const machines = `arn:${this.partition}:states:${this.region}:${this.account}:stateMachine:${machinePrefix}`;
    const environment = {
      DAYMARK_TABLE: data.table.tableName,
      ...queueUrls(queues),
      DAYMARK_MACHINE_ARN_PREFIX: machines,
      DAYMARK_BUILD: '/var/task/build',
      DAYMARK_PUBLIC_URL: api.apiEndpoint,
      DAYMARK_SWITCHES_PATH: switchesPath,
      DAYMARK_CONFIGURATION_SET_PREFIX: configurationSetPrefix,
      DAYMARK_MAIL_TO: 'customers',
      DAYMARK_APP_ORIGINS: String(this.node.tryGetContext('appOrigins') ?? ''),
    };

    const handlers = new Map<string, Handler>();
    for (const [name, wiring] of Object.entries(functions)) {
      const own = (wiring.secrets ?? []).map(variable => [variable, `daymark/${secrets[variable]}`] as const);
      const handler = new Handler(this, name, {
        environment: { ...environment, DAYMARK_SECRETS: JSON.stringify(Object.fromEntries(own)) },
        functionsFolder,
        table: data.table,
      });
      for (const [, secret] of own)
        handler.allow(
          ['secretsmanager:GetSecretValue'],
          `arn:${this.partition}:secretsmanager:${this.region}:${this.account}:secret:${secret}-*`,
        );
      handlers.set(name, handler);
      for (const each of wiring.sends ?? []) queues[each].grantSendMessages(handler.function);
      for (const use of wiring.uses ?? []) this.grant(use, handler, machines);
      if (wiring.queue) {
        const { name: queueName, batchSize } = wiring.queue;
        handler.function.addEventSource(
          new SqsEventSource(queues[queueName], { batchSize, reportBatchItemFailures: true }),
        );
      }
      if (wiring.everyHours) {
        new events.Rule(this, `${pascal(name)}Clock`, {
          schedule: events.Schedule.cron({ hour: `*/${wiring.everyHours}`, minute: '0' }),
          targets: [new targets.LambdaFunction(handler.function)],
        });
      }
    }
    this.steps = Object.fromEntries(
      [...handlers].flatMap(([name, handler]) => (functions[name]?.step ? [[placeholderOf(name), handler]] : [])),
    );

    data.mailEvents.addSubscription(new SqsSubscription(queues.feedback, { rawMessageDelivery: true }));
    new events.Rule(this, 'FailedExecutions', {
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
      },
      targets: [new targets.SqsQueue(queues.feedback)],
    });

    for (const { method, path, function: name } of publicRoutes) {
      const door = handlers.get(name);
      if (!door) throw new Error(`${method} ${path} needs the function ${name}, which this stack does not have.`);
      api.addRoutes({
        path,
        methods: [apigateway.HttpMethod[method]],
        integration: new HttpLambdaIntegration(`${path}-${method.toLowerCase()}`, door.function),
      });
    }
  }

  private grant(use: Use, handler: Handler, machines: string): void {
    switch (use) {
      case 'machines':
        handler.allow(['states:StartExecution'], `${machines}*`);
        // Task tokens carry no resource that a policy could name.
        handler.allow(['states:SendTaskSuccess', 'states:SendTaskFailure'], '*');
        handler.allow(['states:StopExecution'], `${machines.replace(':stateMachine:', ':execution:')}*:*`);
        break;
      case 'mail':
        handler.allow(['ses:SendEmail'], `arn:${this.partition}:ses:${this.region}:${this.account}:*`);
        break;
      case 'switches':
        handler.allow(
          ['ssm:GetParametersByPath'],
          `arn:${this.partition}:ssm:${this.region}:${this.account}:parameter${switchesPath}`,
        );
    }
  }
}

const pascal = placeholderOf;

const queueUrls = (queues: Readonly<Record<QueueName, sqs.Queue>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries<QueueWiring>(wiredQueues).flatMap(([name, { variable }]) =>
      variable ? [[variable, queues[name as QueueName].queueUrl]] : [],
    ),
  );

export const invokeSteps = (role: iam.Role, steps: EngineStack['steps']): void => {
  for (const { function: step } of Object.values(steps)) {
    // Every version, because enrollments in flight keep calling the version they began with (aws-cdk issue 17515).
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [step.functionArn, `${step.functionArn}:*`],
      }),
    );
  }
};

const deadLetters = (scope: Construct, id: string, isFifo: boolean): sqs.DeadLetterQueue => ({
  queue: new sqs.Queue(scope, `${id}Dead`, {
    ...(isFifo && { fifo: true }),
    retentionPeriod: Duration.days(14),
    enforceSSL: true,
  }),
  maxReceiveCount: 5,
});

const queue = (scope: Construct, id: string): sqs.Queue =>
  new sqs.Queue(scope, id, {
    visibilityTimeout: Duration.minutes(6),
    enforceSSL: true,
    deadLetterQueue: deadLetters(scope, id, false),
  });

/** In order per account, at high throughput. */
const fifoQueue = (scope: Construct, id: string): sqs.Queue =>
  new sqs.Queue(scope, id, {
    fifo: true,
    deduplicationScope: sqs.DeduplicationScope.MESSAGE_GROUP,
    fifoThroughputLimit: sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
    visibilityTimeout: Duration.minutes(6),
    enforceSSL: true,
    deadLetterQueue: deadLetters(scope, id, true),
  });
