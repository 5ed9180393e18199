import { type Change, linesIn } from '../account/change.ts';
import type { TaskAction, TimelineEntry, TouchOutcome } from '../account/timeline.ts';

/**
 * Metrics besides AWS's own. CloudWatch bills each value of a dimension as a metric of its own in every hour with data,
 * so none is by account, journey or contact; the timeline has these.
 */
export const metrics = {
  /** Touches in the timeline, by outcome. */
  Touches: { unit: 'Count', dimension: 'outcome', values: ['sent', 'held', 'skipped', 'failed', 'unknown'] },
  /** Task lines in the timeline, for these actions. */
  Tasks: { unit: 'Count', dimension: 'action', values: ['opened', 'resolved', 'auto-resolved', 'breached'] },
  /** Seconds from receiving an event to its effect: an enrollment begun, a wait ended, a task opened. */
  SecondsToEffect: { unit: 'Seconds' },
} as const satisfies Readonly<Record<string, Metric>>;

interface Metric {
  unit: 'Count' | 'Seconds';
  dimension?: string;
  values?: readonly (TouchOutcome | TaskAction)[];
}

export interface Measurement {
  metric: keyof typeof metrics;
  /** A value of its dimension. */
  by?: string;
  value: number;
}

export interface Metrics {
  add(measurement: Measurement): void;
}

/** Every metric as CloudWatch knows it, by its own dimension. */
export const allMetrics = (Object.entries(metrics) as [keyof typeof metrics, Metric][]).flatMap(
  ([name, { unit, dimension, values }]) =>
    dimension && values
      ? values.map(value => ({ name, unit, dimensions: { [dimension]: value } }))
      : [{ name, unit, dimensions: {} }],
);

/** Measurements of changes that were written. */
export const measurementsOf = (changes: readonly Change[]): Measurement[] => {
  const lines = linesIn(changes).flatMap(({ entry }) => measured(entry));
  const groups = Map.groupBy(lines, ({ metric, by }) => `${metric} ${by}`);
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [{ ...first, value: 1 + others.length }] : []));
};

const measured = (entry: TimelineEntry): Measurement[] => {
  if (entry.type === 'touch') return [{ metric: 'Touches', by: entry.outcome, value: 1 }];
  const isCounted = entry.type === 'task' && metrics.Tasks.values.some(action => action === entry.action);
  return isCounted ? [{ metric: 'Tasks', by: entry.action, value: 1 }] : [];
};
