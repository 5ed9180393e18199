import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import * as budgets from 'aws-cdk-lib/aws-budgets';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import * as xray from 'aws-cdk-lib/aws-xray';
import type { Construct } from 'constructs';
import { alarmMeanings } from '../engine/ports/alarms.ts';
import { functions, placeholderOf } from '../engine/wiring/functions.ts';
import type { Configuration } from './configuration.ts';
import { addDashboard } from './dashboard.ts';
import type { EngineStack } from './engine-stack.ts';
import type { JourneysStack } from './journeys-stack.ts';
import type { Names } from './names.ts';

interface OperationsStackProps extends StackProps {
  configuration: Configuration;
  names: Names;
  /** Its requests are counted and billed. */
  api: HttpApi;
  engine: EngineStack;
  journeys: JourneysStack;
}

type Comparison = 'more' | 'fewer';

/** Alarms, the dashboard, and the budget. */
export class OperationsStack extends Stack {
  private readonly alarms: sns.Topic;

  constructor(
    scope: Construct,
    id: string,
    { configuration, names, api, engine, journeys, ...props }: OperationsStackProps,
  ) {
    super(scope, id, props);
    this.alarms = new sns.Topic(this, 'Alarms', { topicName: `${names.prefix}-alarms`, enforceSSL: true });
    for (const address of configuration.alarmsTo) this.alarms.addSubscription(new EmailSubscription(address));
    this.watchFunctions(engine);
    this.watchQueues(engine);
    this.watchMail();
    this.watchWhatIsTold(names);
    this.watchAccount();
    addDashboard(this, { names, api, engine, journeys });
    this.budget(configuration, names);
    new xray.CfnSamplingRule(this, 'Traces', {
      samplingRule: {
        ruleName: names.prefix,
        priority: 1000,
        reservoirSize: 1,
        fixedRate: configuration.traced,
        serviceName: `${names.prefix}-*`,
        serviceType: '*',
        host: '*',
        httpMethod: '*',
        urlPath: '*',
        resourceArn: '*',
        version: 1,
      },
    });
  }

  private watchFunctions(engine: EngineStack): void {
    for (const [name, { function: target }] of engine.handlers) {
      const id = placeholderOf(name);
      const { step, stream, everyHours: hours } = functions[name] ?? {};
      // Steps also throw to be retried. A permanent failure fails the enrollment, which has its own alarm.
      if (!step)
        this.alarm(`${id}Errors`, `${name} failed`, target.metricErrors({ period: Duration.minutes(5) }), 'more', 0);
      if (stream) {
        const age = target.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(5) });
        this.alarm(`${id}Age`, `${name} is 15 minutes behind`, age, 'more', 900_000);
      }
      if (hours === undefined) continue;
      // Hourly periods, and one more: a single daily period would end a second before a call that is due at midnight.
      const beats = target.metricInvocations({ period: Duration.hours(1), statistic: 'Sum' });
      this.alarm(
        `${id}Heartbeat`,
        `${name} was not called`,
        beats,
        'fewer',
        1,
        hours + 1,
        cloudwatch.TreatMissingData.BREACHING,
      );
    }
  }

  private watchQueues(engine: EngineStack): void {
    for (const [name, { queue, deadLetters }] of Object.entries(engine.queues)) {
      const id = placeholderOf(name);
      const dead = deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' });
      this.alarm(`${id}DeadLetters`, `${name} gave up on messages`, dead, 'more', 0);
      const age = queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum' });
      this.alarm(`${id}Age`, `${name} is 15 minutes behind`, age, 'more', 900);
    }
  }

  /** The rates at which SES reviews an account are 5 % and 0.1 %. */
  private watchMail(): void {
    const reputation = (metricName: string) =>
      new cloudwatch.Metric({ namespace: 'AWS/SES', metricName, period: Duration.hours(1), statistic: 'Average' });
    this.alarm('Bounces', 'more than 5 % of mails bounce', reputation('Reputation.BounceRate'), 'more', 0.05);
    this.alarm(
      'Complaints',
      'more than 0.1 % of mails are complained about',
      reputation('Reputation.ComplaintRate'),
      'more',
      0.001,
    );
  }

  /** Alarms that functions raise with the log lines of `engine/adapters/aws/alarms.ts`. */
  private watchWhatIsTold(names: Names): void {
    for (const [name, meaning] of Object.entries(alarmMeanings)) {
      const told = new cloudwatch.Metric({
        namespace: 'Daymark',
        metricName: 'Alarms',
        dimensionsMap: { environment: names.table, alarm: name },
        period: Duration.minutes(5),
        statistic: 'Sum',
      });
      this.alarm(`Told-${name}`, `${name}: ${meaning}`, told, 'more', 0);
    }
  }

  /** Limits shared within the AWS account: one alarm each, not one per journey. */
  private watchAccount(): void {
    const period = Duration.minutes(5);
    const calls = new cloudwatch.Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', period, statistic: 'Sum' });
    this.alarm('LambdaThrottled', 'functions are throttled', calls, 'more', 0, 3);
    const transitions = new cloudwatch.Metric({
      namespace: 'AWS/States',
      metricName: 'ThrottledEvents',
      dimensionsMap: { ServiceMetric: 'StateTransition' },
      period,
      statistic: 'Sum',
    });
    this.alarm('TransitionsThrottled', 'journeys are throttled', transitions, 'more', 0, 3);
    // An AWS account may have a million executions open, and each enrollment is one.
    const ofAccount = (metricName: string) =>
      new cloudwatch.Metric({ namespace: 'AWS/States', metricName, period: Duration.hours(1), statistic: 'Maximum' });
    const share = new cloudwatch.MathExpression({
      expression: '100 * open / most',
      usingMetrics: { open: ofAccount('OpenExecutionCount'), most: ofAccount('OpenExecutionLimit') },
      period: Duration.hours(1),
    });
    this.alarm('OpenExecutions', 'enrollments come near the quota of open executions', share, 'more', 70);
  }

  private alarm(
    id: string,
    what: string,
    metric: cloudwatch.IMetric,
    comparison: Comparison,
    threshold: number,
    evaluationPeriods = 1,
    treatMissingData = cloudwatch.TreatMissingData.NOT_BREACHING,
  ): void {
    new cloudwatch.Alarm(this, id, {
      alarmDescription: what,
      metric,
      threshold,
      evaluationPeriods,
      treatMissingData,
      comparisonOperator:
        comparison === 'more'
          ? cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD
          : cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
    }).addAlarmAction(new SnsAction(this.alarms));
  }

  private budget({ monthlyBudget, alarmsTo }: Configuration, names: Names): void {
    const notify = (threshold: number, notificationType: 'ACTUAL' | 'FORECASTED') => ({
      notification: { comparisonOperator: 'GREATER_THAN', threshold, thresholdType: 'PERCENTAGE', notificationType },
      subscribers: alarmsTo.map(address => ({ subscriptionType: 'EMAIL', address })),
    });
    new budgets.CfnBudget(this, 'Budget', {
      budget: {
        budgetName: names.prefix,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyBudget, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:daymark$${names.prefix}`] },
      },
      ...(alarmsTo.length > 0 && { notificationsWithSubscribers: [notify(80, 'ACTUAL'), notify(100, 'FORECASTED')] }),
    });
  }
}
