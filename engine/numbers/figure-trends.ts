import type { RevenueRules } from '../definition/revenue-rules.ts';
import type { AccountFacts } from './account-facts.ts';
import { customerFigures } from './customer-figures.ts';
import type { FigureId } from './figure.ts';
import type { Month } from './month.ts';
import { revenueFigures } from './revenue-figures.ts';
import type { RevenueMonth } from './revenue-month.ts';

export type FigureTrends = Partial<Record<FigureId, readonly { month: Month; value: number | null }[]>>;

/** Monthly values of the figures that a single month determines. */
export const figureTrends = (
  accounts: readonly AccountFacts[],
  months: readonly RevenueMonth[],
  rules: RevenueRules,
): FigureTrends => {
  const told = months.map(of => ({
    month: of.month,
    figures: [...revenueFigures(accounts, of.month, of, rules), ...customerFigures(accounts, of.month)],
  }));
  const ids = told[0]?.figures.map(({ id }) => id) ?? [];
  return Object.fromEntries(
    ids.map(id => [
      id,
      told.map(({ month, figures }) => ({ month, value: figures.find(each => each.id === id)?.value ?? null })),
    ]),
  );
};
