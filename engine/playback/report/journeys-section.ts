import type { TimelineLine } from '../../domain/timeline.ts';
import { table } from './table.ts';
import { ofType } from './tallies.ts';

/** Per journey: how many accounts entered, how they left, and whether the goal was reached; below, the ones nobody entered. */
export const journeysSection = (lines: readonly TimelineLine[], journeys: readonly string[]): string => {
  const entered = journeys.filter(journey => lines.some(line => line.journey === journey));
  const others = journeys.filter(journey => !entered.includes(journey));
  const rows = entered.map(journey => {
    const own = lines.filter(line => line.journey === journey);
    const enrolled = ofType(own, 'enrolled').length;
    const completed = ofType(own, 'completed');
    const exited = ofType(own, 'exited').length;
    const failed = ofType(own, 'failed').length;
    const withGoal = completed.filter(line => line.entry.goal !== undefined);
    const reached = withGoal.filter(line => line.entry.goal === 'reached').length;
    return [
      journey,
      ...[enrolled, completed.length, exited, failed, enrolled - completed.length - exited - failed].map(String),
      withGoal.length === 0 ? '-' : `${reached} of ${withGoal.length}`,
    ];
  });
  const head = ['Journey', 'enrolled', 'completed', 'exited', 'failed', 'running', 'goal reached'];
  const nobody = others.length === 0 ? '' : `  Nobody entered ${others.join(', ')}.\n`;
  return (rows.length === 0 ? '' : table([head, ...rows])) + nobody;
};
