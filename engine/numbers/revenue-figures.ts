import type { RevenueRules } from '../definition/revenue-rules.ts';
import type { AccountFacts } from './account-facts.ts';
import { type AccountMovement, movementsIn } from './account-movements.ts';
import { type ReportFigure, rate, share } from './figure.ts';
import type { Month } from './month.ts';
import type { RevenueMonth } from './revenue-month.ts';

/** Retention figures of a month, for the accounts that had revenue at its start. */
export const revenueFigures = (
  accounts: readonly AccountFacts[],
  month: Month,
  { amounts, accounts: counts }: RevenueMonth,
  rules: RevenueRules,
): ReportFigure[] => {
  const { start, expansion, contraction, churn } = amounts;
  const moved = movementsIn(accounts, month, rules);
  const who = (kind: AccountMovement['movement']) =>
    moved.filter(({ movement }) => movement === kind).map(({ account }) => account);
  return [
    rate('grr', start - contraction - churn, start, { start, contraction, churn }),
    rate('nrr', start + expansion - contraction - churn, start, { start, expansion, contraction, churn }),
    share('logo-churn', [counts.churn, counts.start], ['churned', 'start'], who('churn')),
    share('expansion-share', [counts.expansion, counts.start], ['expanded', 'start'], who('expansion')),
  ];
};
