import { type GoalMetric, readMetric } from '../account/goal-metric.ts';
import type { GoalState, MeasuredGoal } from '../account/goal-state.ts';
import type { PlanGoal } from '../account/success-plan.ts';
import type { Usage } from '../account/usage.ts';
import { type Instant, plusSeconds, through } from '../kernel/instant.ts';

/** Usage, and the key features by name, at a moment when progress is measured. */
export interface Measuring {
  usage: Usage;
  features: Readonly<Record<string, string>>;
  now: Instant;
}

/** The metric of a goal that is measured. */
export const metricOf = ({ metric, target }: PlanGoal): GoalMetric | undefined =>
  target === undefined ? undefined : readMetric(metric);

type Measure = Pick<GoalState, 'measured' | 'counted'>;

/** Evaluates a metric. `known`: the total so far, of usage that is not read again. */
export const measureGoal = (
  metric: GoalMetric,
  since: Instant,
  known: GoalState['counted'],
  measuring: Measuring,
): Measure => (measures[metric.of] as Measurer<GoalMetric>)(metric, known ?? { until: since, count: 0 }, measuring);

type Measurer<Metric> = (metric: Metric, known: NonNullable<GoalState['counted']>, measuring: Measuring) => Measure;

const measures: { readonly [Of in GoalMetric['of']]: Measurer<Extract<GoalMetric, { of: Of }>> } = {
  adoption: (_, __, { usage, features, now }) => {
    const events = Object.values(features);
    const isUsed = (event: string) => usage.of(event).count(through(daysBefore(now, recentDays)), through(now)) > 0;
    return { measured: { value: events.filter(isUsed).length, of: events.length } };
  },
  count: ({ event }, { until, count }, { usage, now }) => {
    const settled = later(until, `${daysBefore(now, recentDays).slice(0, 10)}T00:00:00.000Z`);
    const before = count + usage.of(event).count(until, settled);
    return {
      measured: { value: before + usage.of(event).count(settled, through(now)) },
      counted: { until: settled, count: before },
    };
  },
};

/** Adoption is of so many days; an event that comes later than that is not counted. */
const recentDays = 30;

/** How far back usage must be read to measure a goal. */
export const measuredSince = (
  metric: GoalMetric,
  since: Instant,
  counted: GoalState['counted'],
  now: Instant,
): Instant => (metric.of === 'count' ? (counted?.until ?? since) : daysBefore(now, recentDays + 1));

/** Progress as part of the target, in whole numbers where they are: `part >= whole` is reached. */
export const progressOf = ({ target = 0 }: PlanGoal, { value, of }: MeasuredGoal): { part: number; whole: number } =>
  of === undefined
    ? { part: value, whole: target }
    : { part: 10_000 * value, whole: Math.round(10_000 * target) * Math.max(of, 1) };

const daysBefore = (now: Instant, days: number): Instant => plusSeconds(now, -days * 86_400);

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
