import type { DuePart } from '../account/due-part.ts';
import { accountTimezone } from '../account/profile.ts';
import { isGone } from './evaluate-signals.ts';
import { nextWeeklyEvaluation } from './weeks.ts';

/**
 * Every account is evaluated weekly, whatever today's journeys ask: so a journey that is deployed later finds it, and a
 * count that only sinks as time goes by is noticed. Churned accounts are not evaluated.
 */
export const weekDue: DuePart = ({ snapshot, now }) => {
  if (snapshot.profile === undefined || isGone(snapshot)) return [];
  return [{ at: nextWeeklyEvaluation(snapshot.account, now, accountTimezone(snapshot.profile)), recurs: true }];
};
