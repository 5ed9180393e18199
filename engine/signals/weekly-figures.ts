import type { Change } from '../account/change.ts';
import type { HealthState } from '../account/health-state.ts';
import { accountTimezone } from '../account/profile.ts';
import type { RoutingInput } from '../account/routing.ts';
import { evaluateHealth } from '../health/evaluate-health.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { isGone } from './evaluate-signals.ts';
import { lastWeek } from './weeks.ts';

/** Figures of an account's week. Add further weekly figures here. */
export interface WeeklyFigures {
  /** Attributes that the account has from now on. */
  said: Readonly<Record<string, Scalar>>;
  changes: readonly Change[];
  health: HealthState;
}

/** The figures of the account's last complete week; undefined if it has them already, or there is nothing to judge. */
export const weeklyFigures = ({
  snapshot,
  catalog,
  now,
}: Pick<RoutingInput, 'snapshot' | 'catalog' | 'now'>): WeeklyFigures | undefined => {
  const before = snapshot.evaluation?.health;
  if (catalog === undefined || isGone(snapshot)) return undefined;
  if (before && before.at >= lastWeek(now, accountTimezone(snapshot.profile)).until) return undefined;
  const evaluated = evaluateHealth(snapshot, catalog, before, now);
  if (evaluated === undefined) return undefined;
  const { said, record, state } = evaluated;
  // An account of which nothing is known has no score to record.
  return { said, changes: record.score === null ? [] : [{ kind: 'health', record }], health: state };
};
