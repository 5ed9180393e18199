import type { Instant } from '../kernel/instant.ts';

/** Monthly recurring revenue of a subscription from `at` until its next row. Kept for each change of it, for the business report. */
export interface RecurringRevenue extends MonthlyPrice {
  subscription: string;
  at: Instant;
  /** In Stripe's terms, for every processor: a trial or a pause brings nothing. */
  status: string;
}

/** The monthly price of a paid subscription, as far as its processor says. */
export interface MonthlyPrice {
  /** In the currency's smallest unit, as Stripe counts it; null where a price cannot be told from the subscription. */
  mrr?: number | null;
  /** ISO 4217, in small letters. */
  currency?: string;
  /** Since when it has been paid for: what is first known of a subscription held since then. */
  paidSince?: Instant;
}
