import type { Alarms } from '../../services/alarms.ts';
import type { Clock } from '../../services/ports.ts';

/**
 * A line of the log that CloudWatch counts by itself, in the embedded metric format: metric `Alarms` of the namespace
 * `Daymark`, by environment (the table's name) and kind of alarm. Written around the console, which would put a prefix before the JSON.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const loggedAlarms = (clock: Clock, environment: string): Alarms => ({
  raise: async alarm => {
    const _aws = {
      Timestamp: Date.parse(clock.now()),
      CloudWatchMetrics: [
        { Namespace: 'Daymark', Dimensions: [['environment', 'alarm']], Metrics: [{ Name: 'Alarms', Unit: 'Count' }] },
      ],
    };
    process.stderr.write(
      `${JSON.stringify({ _aws, level: 'error', what: 'an alarm for operations', Alarms: 1, environment, ...alarm })}\n`,
    );
  },
});
