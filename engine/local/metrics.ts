import type { Emit } from '../adapters/aws/metric-lines.ts';

/** Metrics that CloudWatch would extract from the functions' log lines. */
export interface LocalMetrics {
  read: Emit;
  /** Sum of all values so far, by `<namespace> <metric> <dimension>=<value> ...`. */
  sums: ReadonlyMap<string, number>;
  restore(sums: Iterable<readonly [metric: string, sum: number]>): void;
}

export const createMetrics = (): LocalMetrics => {
  const sums = new Map<string, number>();
  return {
    sums,
    restore: kept => {
      for (const [metric, sum] of kept) sums.set(metric, sum);
    },
    read: line => {
      for (const { Namespace, Dimensions, Metrics } of line._aws.CloudWatchMetrics)
        for (const names of Dimensions)
          for (const { Name } of Metrics) {
            const metric = [Namespace, Name, ...names.map(name => `${name}=${line[name]}`)].join(' ');
            sums.set(metric, (sums.get(metric) ?? 0) + Number(line[Name]));
          }
    },
  };
};
