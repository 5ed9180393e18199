import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { StateTransitionMetric } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { indexName } from '../engine/adapters/aws/table/create-table.ts';
import { allMetrics, type metrics } from '../engine/ports/metrics.ts';
import type { EngineStack } from './engine-stack.ts';
import type { JourneysStack } from './journeys-stack.ts';
import type { Names } from './names.ts';

interface Shown {
  names: Names;
  api: HttpApi;
  engine: EngineStack;
  journeys: JourneysStack;
}

/** The dashboard of a deployment: activity, latency, backlog, and cost drivers. */
export const addDashboard = (scope: Construct, { names, api, engine, journeys }: Shown): cloudwatch.Dashboard => {
  const machines = [...journeys.machines.values()];
  const handlers = [...engine.handlers.values()].map(({ function: each }) => each);
  const queues = Object.values(engine.queues).map(({ queue }) => queue);
  const own = (name: keyof typeof metrics, statistic = 'Sum') =>
    allMetrics
      .filter(metric => metric.name === name)
      .map(({ dimensions }) =>
        metricOf('Daymark', name, { environment: names.table, ...dimensions }, statistic, label(dimensions, statistic)),
      );
  const table = (metricName: string, more: Record<string, string> = {}) =>
    metricOf('AWS/DynamoDB', metricName, { TableName: names.table, ...more }, 'Sum');
  return new cloudwatch.Dashboard(scope, 'Dashboard', {
    dashboardName: names.prefix,
    widgets: [
      [
        graph('Enrollments started', ...machines.map(machine => machine.metricStarted())),
        graph('Enrollments that failed', ...machines.map(machine => machine.metricFailed())),
      ],
      [graph('Touches by outcome', ...own('Touches')), graph('Tasks', ...own('Tasks'))],
      [
        graph('Seconds from event to effect', ...own('SecondsToEffect', 'p50'), ...own('SecondsToEffect', 'p99')),
        graph('Age of the oldest message', ...queues.map(queue => queue.metricApproximateAgeOfOldestMessage())),
      ],
      [
        graph('Failed calls', ...handlers.map(each => each.metricErrors())),
        graph('Messages waiting', ...queues.map(queue => queue.metricApproximateNumberOfMessagesVisible())),
      ],
      [
        graph('Costs: calls of functions', ...handlers.map(each => each.metricInvocations())),
        graph('Costs: requests', api.metricCount({ statistic: 'Sum' })),
      ],
      [
        graph(
          'Costs: units of the table',
          table('ConsumedReadCapacityUnits'),
          table('ConsumedWriteCapacityUnits'),
          table('ConsumedWriteCapacityUnits', { GlobalSecondaryIndexName: indexName }),
        ),
        graph(
          'Costs: transitions and mails of this AWS account',
          StateTransitionMetric.metricConsumedCapacity({ statistic: 'Sum' }),
          metricOf('AWS/SES', 'Send', {}, 'Sum'),
        ),
      ],
    ],
  });
};

const graph = (title: string, ...left: cloudwatch.IMetric[]) => new cloudwatch.GraphWidget({ title, left, width: 12 });

const metricOf = (
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string>,
  statistic: string,
  label?: string,
) =>
  new cloudwatch.Metric({
    namespace,
    metricName,
    dimensionsMap,
    statistic,
    period: Duration.minutes(5),
    ...(label !== undefined && { label }),
  });

const label = (dimensions: Readonly<Record<string, string>>, statistic: string): string =>
  Object.values(dimensions)[0] ?? statistic;
