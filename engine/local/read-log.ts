import type { MetricLine } from '../adapters/aws/metric-lines.ts';
import { instant } from '../kernel/instant.ts';
import type { RaisedAlarm, World } from './world.ts';

/**
 * Reads the metric lines that bundles write for CloudWatch, instead of printing them. The returned function undoes it.
 */
export const readLog = ({ metrics, alarms }: World): (() => void) => {
  const { write } = process.stderr;
  process.stderr.write = (text: string | Uint8Array, ...more: unknown[]): boolean => {
    if (typeof text !== 'string' || !text.startsWith('{"_aws":'))
      return Reflect.apply(write, process.stderr, [text, ...more]) as boolean;
    const line = JSON.parse(text) as MetricLine;
    metrics.read(line);
    if ('Alarms' in line) alarms.push(alarmIn(line));
    return true;
  };
  return () => {
    process.stderr.write = write;
  };
};

const alarmIn = ({ _aws, environment, Alarms, level, what, ...alarm }: MetricLine): RaisedAlarm =>
  ({ ...alarm, at: instant(_aws.Timestamp) }) as RaisedAlarm;
