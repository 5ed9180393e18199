import { Duration, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
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
import { configurationSetPrefix, type DataStack } from './data-stack.ts';
import { Handler } from './handler.ts';

export const machinePrefix = 'daymark-';

interface EngineStackProps extends StackProps {
  data: DataStack;
  buildFolder: string;
}

/** Queues, functions, the HTTP door and the sweep. */
export class EngineStack extends Stack {
  /** The functions that state machines call, by the placeholder that stands for them in definitions. */
  readonly steps: Readonly<Record<'DeliverTouch' | 'EvaluateBranch' | 'OpenTask' | 'TakeStep', Handler>>;

  constructor(scope: Construct, id: string, { data, buildFolder, ...props }: EngineStackProps) {
    super(scope, id, props);
    const usage = fifo(this, 'Events');
    const feedback = queue(this, 'Feedback');
    const api = new apigateway.HttpApi(this, 'Api');
    const machines = `arn:${this.partition}:states:${this.region}:${this.account}:stateMachine:${machinePrefix}`;
    const environment = {
      DAYMARK_TABLE: data.table.tableName,
      DAYMARK_EVENTS_QUEUE_URL: usage.queueUrl,
      DAYMARK_MACHINE_ARN_PREFIX: machines,
      DAYMARK_BUILD: '/var/task/build',
      DAYMARK_PUBLIC_URL: api.apiEndpoint,
      DAYMARK_CONFIGURATION_SET_PREFIX: configurationSetPrefix,
      DAYMARK_TOKEN_SECRET: secret('token-secret'),
      DAYMARK_STRIPE_SECRETS: secret('stripe-secrets'),
      DAYMARK_WRITE_KEYS: secret('write-keys'),
      DAYMARK_DESTINATIONS: secret('destinations'),
    };
    const handler = (name: string) => new Handler(this, name, { environment, buildFolder, table: data.table });

    const ingest = { usage: handler('ingest-usage'), billing: handler('ingest-billing') };
    const route = handler('route-events');
    const record = handler('record-feedback');
    const sweep = handler('sweep');
    this.steps = {
      DeliverTouch: handler('deliver-touch'),
      EvaluateBranch: handler('evaluate-branch'),
      OpenTask: handler('open-task'),
      TakeStep: handler('take-step'),
    };

    for (const each of [ingest.usage, ingest.billing, sweep, record, this.steps.TakeStep])
      usage.grantSendMessages(each.function);
    route.function.addEventSource(new SqsEventSource(usage, { reportBatchItemFailures: true }));
    record.function.addEventSource(new SqsEventSource(feedback, { reportBatchItemFailures: true }));
    data.mailEvents.addSubscription(new SqsSubscription(feedback, { rawMessageDelivery: true }));
    new events.Rule(this, 'FailedExecutions', {
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
      },
      targets: [new targets.SqsQueue(feedback)],
    });
    new events.Rule(this, 'Sweep', {
      schedule: events.Schedule.cron({ hour: '*/6', minute: '0' }),
      targets: [new targets.LambdaFunction(sweep.function)],
    });

    const executions = machines.replace(':stateMachine:', ':execution:');
    route.allow(['states:StartExecution'], `${machines}*`);
    // Task tokens carry no resource that a policy could name.
    route.allow(['states:SendTaskSuccess', 'states:SendTaskFailure'], '*');
    route.allow(['states:StopExecution'], `${executions}*:*`);
    this.steps.DeliverTouch.allow(['ses:SendEmail'], `arn:${this.partition}:ses:${this.region}:${this.account}:*`);

    const doors: Readonly<Record<string, Handler>> = { 'ingest-usage': ingest.usage, 'ingest-billing': ingest.billing };
    for (const { method, path, function: name } of publicRoutes) {
      const door = doors[name];
      if (!door) throw new Error(`${method} ${path} needs the function ${name}, which this stack does not have.`);
      api.addRoutes({
        path,
        methods: [apigateway.HttpMethod[method]],
        integration: new HttpLambdaIntegration(`${path}-${method.toLowerCase()}`, door.function),
      });
    }
  }
}

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

const secret = (name: string): string => SecretValue.secretsManager(`daymark/${name}`).unsafeUnwrap();

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
const fifo = (scope: Construct, id: string): sqs.Queue =>
  new sqs.Queue(scope, id, {
    fifo: true,
    deduplicationScope: sqs.DeduplicationScope.MESSAGE_GROUP,
    fifoThroughputLimit: sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
    visibilityTimeout: Duration.minutes(6),
    enforceSSL: true,
    deadLetterQueue: deadLetters(scope, id, true),
  });
