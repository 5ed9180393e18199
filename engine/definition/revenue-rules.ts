import type { CalendarDate } from '../kernel/instant.ts';

/** How the business report counts money. Part of no journey: a new rate changes no version. */
export interface RevenueRules {
  /** The report's currency: ISO 4217, in lowercase. */
  currency: string;
  /** Exchange rates of each other currency into the report's, from that day of UTC on; in order of time. */
  rates: readonly { from: CalendarDate; worth: Readonly<Record<string, number>> }[];
  /** Share of revenue that the cost of serving customers leaves, 0 to 1: for the lifetime value. */
  margin?: number;
}

/** Default: dollars, and no exchange rates. */
export const plainRevenue: RevenueRules = { currency: 'usd', rates: [] };
