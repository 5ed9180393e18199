import type { AccountFacts } from '../../engine/numbers/account-facts.ts';
import { type BusinessReport, businessReport, type ReportInput } from '../../engine/numbers/business-report.ts';
import type { FigureId, ReportFigure } from '../../engine/numbers/figure.ts';

export const someFacts = (account: string, more: Partial<AccountFacts> = {}): AccountFacts => ({
  account,
  revenue: [],
  renewedAt: [],
  canceledAt: [],
  answers: [],
  adoption: {},
  bands: [],
  tasks: [],
  ...more,
});

/** The report of March 2025, told in April. */
export const marchReport = (accounts: readonly AccountFacts[], more: Partial<ReportInput> = {}): BusinessReport =>
  businessReport({
    accounts,
    month: '2025-03',
    now: '2025-04-10T00:00:00.000Z',
    by: [],
    rules: { currency: 'usd', rates: [] },
    team: [],
    ...more,
  });

export const figureIn = ({ figures }: Pick<BusinessReport, 'figures'>, id: FigureId): ReportFigure => {
  const found = figures.find(each => each.id === id);
  if (found === undefined) throw new Error(`The report has no ${id}`);
  return found;
};
