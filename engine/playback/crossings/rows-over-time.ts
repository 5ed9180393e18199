import type { PlanRow } from '../../account/medians.ts';
import type { Instant } from '../../kernel/instant.ts';
import { afterPlanFigures, isAlive } from '../../ports/retention.ts';
import type { OwnCrossings } from './crossings.ts';

/** What plans have of some accounts over time. */
export interface RowsOverTime {
  /** Right before an instant. */
  before(plan: string, at: Instant): PlanRow[];
  /** With all that was written at that instant. */
  by(plan: string, at: Instant): PlanRow[];
}

/** A write; without a row, the account left the plan. */
type Written = [at: Instant, plan: string, row?: PlanRow];

/** By what these accounts wrote of their figures. */
export const rowsOverTime = (owns: Iterable<Pick<OwnCrossings, 'figures'>>): RowsOverTime => {
  /** For each plan, the writes of each account in order. */
  const plans = new Map<string, Written[][]>();
  for (const own of owns) {
    const written = own.figures.map(text => JSON.parse(text) as Written);
    for (const [plan, each] of Map.groupBy(written, ([, plan]) => plan))
      plans.set(plan, [...(plans.get(plan) ?? []), each]);
  }
  const read = (plan: string, now: Instant, isWritten: (at: Instant) => boolean): PlanRow[] =>
    (plans.get(plan) ?? []).flatMap(written => {
      const [, , row] = written.findLast(([at]) => isWritten(at)) ?? [];
      return row !== undefined && isAlive({ expiresAt: afterPlanFigures(row.at) }, now) ? [row] : [];
    });
  return {
    before: (plan, now) => read(plan, now, at => at < now),
    by: (plan, now) => read(plan, now, at => at <= now),
  };
};
