/** Metrics of a goal's progress, from usage. */
export type GoalMetric =
  /** Share of the key features used in the last 30 days. */
  | { of: 'adoption' }
  /** How often an event happened since the goal was set. */
  | { of: 'count'; event: string };

/** The metric that a plan names, if Daymark can measure it: `adoption`, or `count:<event>`. */
export const readMetric = (metric: string | undefined): GoalMetric | undefined => {
  const word = metric?.trim().toLowerCase() ?? '';
  if (word === 'adoption') return { of: 'adoption' };
  const event = word.startsWith(counting) ? (metric?.trim().slice(counting.length).trim() ?? '') : '';
  return event === '' ? undefined : { of: 'count', event };
};

const counting = 'count:';
