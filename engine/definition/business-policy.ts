import type { Limits } from './limits.ts';
import type { Policy } from './policy.ts';
import type { PromiseOf } from './promise.ts';
import type { RevenueRules } from './revenue-rules.ts';

/** The content of `journeys/policy.ts`: rules of journeys, and, for all of them together, how the business report counts money, promises and limits. */
export type BusinessPolicy = Policy & {
  revenue?: RevenueRules;
  /** Of all journeys together. */
  promises?: readonly PromiseOf<'atMost'>[];
  limits?: Limits;
};
