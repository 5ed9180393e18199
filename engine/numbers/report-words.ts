import { formatNumber } from '../kernel/counted.ts';
import { moneyText } from '../kernel/money.ts';
import type { FigureId, ReportFigure } from './figure.ts';

/** Title of a figure, and its formula in the names of its inputs. */
export const figureWords: Readonly<Record<FigureId, { title: string; formula: string }>> = {
  grr: { title: 'Gross revenue retention', formula: '(start - contraction - churn) / start' },
  nrr: { title: 'Net revenue retention', formula: '(start + expansion - contraction - churn) / start' },
  'logo-churn': { title: 'Logo churn', formula: 'churned / start' },
  'expansion-share': { title: 'Expanding accounts', formula: 'expanded / start' },
  'renewal-rate': { title: 'Renewal rate', formula: 'renewed / came up' },
  'trial-to-paid': { title: 'Trial to paid', formula: 'paid / ended' },
  'time-to-value': { title: 'Time to value, median', formula: 'first use of a key feature - Account Created' },
  'time-to-value-p90': {
    title: 'Time to value, 90th percentile',
    formula: 'first use of a key feature - Account Created',
  },
  adoption: { title: 'Adoption', formula: 'mean of key features in use / key features' },
  nps: { title: 'NPS', formula: '100 * (promoters - detractors) / answers' },
  csat: { title: 'CSAT', formula: 'satisfied / answers' },
  ces: { title: 'CES', formula: 'sum / answers' },
  arpa: { title: 'Revenue per account a month', formula: 'mrr / accounts' },
  clv: { title: 'Lifetime value of an account', formula: 'arpa * margin / (churned / account-months)' },
  'cs-cost': { title: 'Cost of customer success', formula: 'cost / mrr' },
  'revenue-at-risk': { title: 'Revenue at risk, 90 days', formula: 'arr * (1 - renewal rate of the band)' },
};

/** `97.4 %`, `$1,234.50`, `3.2 days`; a dash if unknown. */
export const valueText = ({ unit, value }: Pick<ReportFigure, 'unit' | 'value'>, currency: string): string => {
  if (value === null) return '-';
  if (unit === 'money') return minorText(value, currency);
  return `${decimal(value)}${unit === 'percent' ? ' %' : unit === 'days' ? ' days' : ''}`;
};

export const minorText = (amount: number, currency: string): string =>
  moneyText({ amount: Math.round(amount), currency, unit: 'minor' });

/** At most one decimal. */
export const decimal = (value: number): string => formatNumber(Math.round(value * 10) / 10);

/** Inputs that are amounts of money; all other inputs are counts. */
const moneyInputs: ReadonlySet<string> = new Set([
  ...['start', 'expansion', 'contraction', 'churn'].flatMap(name => [`grr ${name}`, `nrr ${name}`]),
  'arpa mrr',
  'clv arpa',
  'cs-cost cost',
  'cs-cost mrr',
  'revenue-at-risk arr',
]);

/** `start $1,200.00, churn $100.00`, in the order of the formula. */
export const inputsText = ({ id, inputs }: ReportFigure, currency: string): string =>
  Object.entries(inputs)
    .map(([name, value]) => {
      if (value === null) return `${name} unknown`;
      const isMoney = moneyInputs.has(`${id} ${name}`) || name.startsWith('at risk');
      return `${name} ${isMoney ? minorText(value, currency) : formatNumber(value)}`;
    })
    .join(', ');

export const intervalText = ({ interval }: ReportFigure): string =>
  interval === undefined ? '' : `${decimal(interval[0])} to ${decimal(interval[1])} %`;
