import type { Limits } from './limits.ts';
import type { Policy } from './policy.ts';
import type { PromiseOf } from './promise.ts';
import type { RevenueRules } from './revenue-rules.ts';

/** What `journeys/policy.ts` says: the rules of journeys, and what is part of none: how the business report counts money, what is promised of all together, limits. */
export type BusinessPolicy = Policy & {
  revenue?: RevenueRules;
  /** Of all journeys together. */
  promises?: readonly PromiseOf<'atMost'>[];
  limits?: Limits;
};
