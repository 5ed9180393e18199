import type { RevenueRules } from '../definition/revenue-rules.ts';
import type { Team } from '../definition/team.ts';
import { decimalsOf } from '../kernel/minor-units.ts';
import type { ReportFigure } from './figure.ts';
import type { RevenueMonth } from './revenue-month.ts';

/**
 * Revenue per account and lifetime value. Churn is the mean over the given months, because a single month of few
 * accounts often has none. @param months in order, the last one being the report's
 */
export const valueFigures = (months: readonly RevenueMonth[], { margin }: RevenueRules): ReportFigure[] => {
  const last = months.at(-1);
  const mrr = last?.amounts.end ?? 0;
  const accounts = last?.accounts.end ?? 0;
  const arpa = accounts === 0 ? null : mrr / accounts;
  const churned = months.reduce((sum, { accounts: of }) => sum + of.churn, 0);
  const atStart = months.reduce((sum, { accounts: of }) => sum + of.start, 0);
  const isKnown = arpa !== null && margin !== undefined && churned > 0;
  return [
    { id: 'arpa', unit: 'money', value: arpa, inputs: { mrr, accounts } },
    {
      id: 'clv',
      unit: 'money',
      value: isKnown ? (arpa * margin * atStart) / churned : null,
      inputs: { arpa, margin: margin ?? null, churned, 'account-months': atStart },
    },
  ];
};

/** Cost of the whole team over total revenue: costs by customer are unknown. */
export const costFigure = ({ amounts }: RevenueMonth, team: Team, { currency }: RevenueRules): ReportFigure => {
  const costs = team.flatMap(({ costPerYear }) => costPerYear ?? []);
  const cost = (costs.reduce((sum, each) => sum + each, 0) * 10 ** decimalsOf(currency)) / 12;
  return {
    id: 'cs-cost',
    unit: 'percent',
    value: costs.length === 0 || amounts.end === 0 ? null : (100 * cost) / amounts.end,
    inputs: { cost: costs.length === 0 ? null : cost, mrr: amounts.end },
  };
};
