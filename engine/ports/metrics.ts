import { type Change, linesIn } from '../account/change.ts';
import type { TaskAction, TimelineEntry, TouchOutcome } from '../account/timeline.ts';

/**
 * Metrics beside those that AWS measures itself. Each value of a dimension is a metric that CloudWatch bills for in the hours that
 * have any: so there is none by account, journey or contact, which are found in the timeline.
 */
export const metrics = {
  /** Lines of the timeline. */
  Touches: { unit: 'Count', dimension: 'outcome', values: ['sent', 'held', 'skipped', 'failed', 'unknown'] },
  /** Lines of the timeline, of those actions. */
  Tasks: { unit: 'Count', dimension: 'action', values: ['opened', 'resolved', 'auto-resolved', 'breached'] },
  /** From receiving an event until its effect is done: an enrollment begun, a wait ended, a task opened. */
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
