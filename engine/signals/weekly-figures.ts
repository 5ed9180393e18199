import type { Change } from '../account/change.ts';
import { evaluateEvent } from '../account/evaluate-event.ts';
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
  health?: HealthState;
}

/** Once for each complete week of the account, when time asks; what is already said stays. */
export const weeklyFigures = ({ event, snapshot, catalog, now }: RoutingInput): WeeklyFigures => {
  const before = snapshot.evaluation?.health;
  const kept: WeeklyFigures = { said: {}, changes: [], ...(before && { health: before }) };
  if (event.name !== evaluateEvent || catalog === undefined || isGone(snapshot)) return kept;
  if (before && before.at >= lastWeek(now, accountTimezone(snapshot.profile)).until) return kept;
  const evaluated = evaluateHealth(snapshot, catalog, before, now);
  if (evaluated === undefined) return kept;
  const { said, record, state } = evaluated;
  // Of an account of which nothing is known there is nothing to tell.
  return { said, changes: record.score === null ? [] : [{ kind: 'health', record }], health: state };
};
