import type { AccountSnapshot } from '../account/account.ts';
import type { Enrollment } from '../account/enrollment.ts';
import type { Instant } from '../kernel/instant.ts';
import { accountContext } from './account-context.ts';
import { holds, usageSince } from './evaluate-condition.ts';

/** Whether an enrollment that ends reached the goal that it is compared by; empty if it is not compared. */
export const measuredGoal = (enrollment: Enrollment, snapshot: AccountSnapshot, now: Instant): { reached?: boolean } =>
  enrollment.goal ? { reached: holds(enrollment.goal, accountContext(snapshot, now, enrollment)) } : {};

/** How far back usage must be read for that. */
export const usageToMeasure = (enrollment: Enrollment, now: Instant): Instant | undefined =>
  enrollment.goal && usageSince([enrollment.goal], [], { now, enrollment });

/** As the timeline says it. */
export const goalWord = (reached: boolean | undefined): { goal?: 'reached' | 'missed' } =>
  reached === undefined ? {} : { goal: reached ? 'reached' : 'missed' };
