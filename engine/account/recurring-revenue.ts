import type { Instant } from '../kernel/instant.ts';

/**
 * Monthly recurring revenue of a subscription from `at` until its next row. One row per change, for the business
 * report.
 */
export interface RecurringRevenue extends MonthlyPrice {
  subscription: string;
  at: Instant;
  /** In Stripe's terms, for every processor. A trial or a pause has no revenue. */
  status: string;
}

/** The monthly price of a paid subscription, as far as its processor reports it. */
export interface MonthlyPrice {
  /** In the currency's smallest unit, as Stripe counts it; null if the subscription does not determine a price. */
  mrr?: number | null;
  /** ISO 4217, in lower case. */
  currency?: string;
  /** Since when it has been paid for: the first known price applies from then on. */
  paidSince?: Instant;
}
