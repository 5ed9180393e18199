import type { CalendarDate } from '../kernel/instant.ts';

/** How the business report counts money. Part of no journey: a new rate changes no version. */
export interface RevenueRules {
  /** ISO 4217, in small letters: what the report is in. */
  currency: string;
  /** Exchange rates of each other currency into the report's, from that day of UTC on; in order of time. */
  rates: readonly { from: CalendarDate; worth: Readonly<Record<string, number>> }[];
  /** Share of revenue that the cost of serving customers leaves, 0 to 1: for the lifetime value. */
  margin?: number;
}

/** Where the policy says nothing: dollars, and nothing of other currencies. */
export const plainRevenue: RevenueRules = { currency: 'usd', rates: [] };
