import type { RevenueRules } from '../definition/revenue-rules.ts';
import type { AccountFacts } from './account-facts.ts';
import type { Month } from './month.ts';
import { type AccountMonth, accountMonth, type MovementKind } from './movement.ts';

/** One account's movement of a month, in smallest units of its currency. */
export interface AccountMovement extends Required<Pick<AccountMonth, 'start' | 'end'>> {
  account: string;
  movement: MovementKind;
  currency: string;
}

/** All movements of a month, the largest first; those without an exchange rate come last, by currency. */
export const movementsIn = (accounts: readonly AccountFacts[], month: Month, rules: RevenueRules): AccountMovement[] =>
  accounts
    .flatMap(({ account, revenue }) => {
      const { converted, apart } = accountMonth(revenue, month, rules);
      const each = [[rules.currency, converted] as const, ...Object.entries(apart)];
      return each.flatMap(([currency, of]) =>
        of?.movement ? [{ account, movement: of.movement, currency, start: of.start, end: of.end }] : [],
      );
    })
    .sort((a, b) => order(a, b, rules.currency));

const order = (a: AccountMovement, b: AccountMovement, own: string): number =>
  Number(a.currency !== own) - Number(b.currency !== own) ||
  text(a.currency, b.currency) ||
  Math.abs(b.end - b.start) - Math.abs(a.end - a.start) ||
  text(a.account, b.account);

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
