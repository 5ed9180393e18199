import type { Instant } from '../../kernel/instant.ts';
import type { Accounts } from '../../ports/accounts.ts';
import { type Measurement, type Metrics, measurementsOf, metrics } from '../../ports/metrics.ts';
import type { Clock } from '../../ports/ports.ts';

/**
 * A log line that CloudWatch turns into metrics: no API call, and no cost without traffic.
 * @see
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export interface MetricLine {
  _aws: {
    /** Milliseconds since 1970. */
    Timestamp: number;
    CloudWatchMetrics: readonly {
      Namespace: string;
      /** Names of members of the line that hold text. */
      Dimensions: readonly (readonly string[])[];
      /** Names of members of the line that hold numbers. */
      Metrics: readonly { Name: string; Unit: 'Count' | 'Seconds' }[];
    }[];
  };
  [member: string]: unknown;
}

/** Writes a metric line. */
export type Emit = (line: MetricLine) => void;

/** Bypasses `console`, which on Lambda puts a prefix before the JSON. */
export const toLog: Emit = line => void process.stderr.write(`${JSON.stringify(line)}\n`);

export const metricLine = (
  at: Instant,
  { Name, Unit, value }: { Name: string; Unit: 'Count' | 'Seconds'; value: number },
  dimensions: Readonly<Record<string, string>>,
): MetricLine => ({
  _aws: {
    Timestamp: Date.parse(at),
    CloudWatchMetrics: [{ Namespace: 'Daymark', Dimensions: [Object.keys(dimensions)], Metrics: [{ Name, Unit }] }],
  },
  ...dimensions,
  [Name]: value,
});

/** `environment`: the table's name. */
export const loggedMetrics = (clock: Clock, environment: string, emit: Emit): Metrics => ({
  add: ({ metric, by, value }: Measurement) => {
    const { unit, ...more } = metrics[metric];
    const dimensions = { environment, ...('dimension' in more && by !== undefined && { [more.dimension]: by }) };
    emit(metricLine(clock.now(), { Name: metric, Unit: unit, value }, dimensions));
  },
});

/** Adds the measurements of each commit to `metrics`, after it succeeds. */
export const measuring = (accounts: Accounts, target: Metrics): Accounts => ({
  ...accounts,
  commit: async (account, changes) => {
    await accounts.commit(account, changes);
    for (const measurement of measurementsOf(changes)) target.add(measurement);
  },
});
