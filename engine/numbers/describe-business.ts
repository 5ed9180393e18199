import { counted, formatNumber } from '../kernel/counted.ts';
import type { BusinessReport, Group } from './business-report.ts';
import { comparisonsSection } from './describe-comparisons.ts';
import type { FigureId } from './figure.ts';
import type { ReportSection } from './report-section.ts';
import { decimal, figureWords, inputsText, intervalText, minorText, valueText } from './report-words.ts';
import type { Moved, RevenueMonth } from './revenue-month.ts';
import type { TaskFigures } from './team-figures.ts';

/** The report in words. */
export const describeBusiness = (report: BusinessReport): ReportSection[] => [
  revenueSection(report),
  figuresSection(report),
  ...[...Map.groupBy(report.groups, ({ by }) => by)].map(([by, groups]) => groupSection(by, groups, report)),
  ...(report.movements.length > 0 ? [movementsSection(report)] : []),
  ...(report.atRisk.length > 0 ? [atRiskSection(report)] : []),
  ...tasksSections(report),
  ...(report.comparisons.length > 0 ? [comparisonsSection(report.comparisons)] : []),
];

const kinds = ['start', 'new', 'expansion', 'reactivation', 'contraction', 'churn', 'end'] as const;

const revenueSection = ({ months, currency, month }: BusinessReport): ReportSection => {
  const last = months.at(-1);
  return {
    title: `Monthly recurring revenue, ${currency.toUpperCase()}`,
    rows: [
      ['Month', ...kinds],
      ...months.map(each => [each.month, ...amountsOf(each.amounts, currency)]),
      ...(last ? [[`accounts in ${month}`, ...kinds.map(kind => formatNumber(last.accounts[kind]))]] : []),
    ],
    notes: [
      ...months.flatMap((each, place) => exchangeNote(months[place - 1], each, currency)),
      ...(last ? apartNotes(last) : []),
    ],
  };
};

const amountsOf = (amounts: Moved, currency: string): string[] => kinds.map(kind => minorText(amounts[kind], currency));

/** Each month uses its own exchange rates, so its start can differ from the previous month's end. */
const exchangeNote = (
  before: RevenueMonth | undefined,
  { month, amounts }: RevenueMonth,
  currency: string,
): string[] => {
  const by = before === undefined ? 0 : amounts.start - before.amounts.end;
  return by === 0 ? [] : [`The start of ${month} includes ${minorText(by, currency)} from changed exchange rates.`];
};

const apartNotes = ({ month, apart, unpriced }: RevenueMonth): string[] => [
  ...Object.entries(apart).map(
    ([currency, { amounts, accounts }]) =>
      `Not in the sums, because the policy has no rate for ${currency.toUpperCase()} on ${month}-01: ${counted(Math.max(accounts.start, accounts.end), 'account')}, ${minorText(amounts.start, currency)} at the start, ${minorText(amounts.end, currency)} at the end.`,
  ),
  ...(unpriced > 0
    ? [`${counted(unpriced, 'subscription')} without a price: the processor reports tiers, but not their price.`]
    : []),
];

const figuresSection = ({ figures, currency, month }: BusinessReport): ReportSection => ({
  title: `Figures of ${month}`,
  rows: [
    ['Figure', 'value', '95 %', 'from'],
    ...figures.map(figure => [
      figureWords[figure.id].title,
      valueText(figure, currency),
      intervalText(figure),
      `${figureWords[figure.id].formula}: ${inputsText(figure, currency)}`,
    ]),
  ],
  prose: true,
  notes: [],
});

/** Columns of the tables by a dimension, in a terminal; JSON has all figures. */
const shown: readonly (readonly [FigureId, string])[] = [
  ['grr', 'GRR'],
  ['nrr', 'NRR'],
  ['logo-churn', 'churn'],
  ['renewal-rate', 'renewed'],
  ['trial-to-paid', 'trial to paid'],
  ['adoption', 'adoption'],
  ['nps', 'NPS'],
  ['revenue-at-risk', 'at risk'],
];

const groupSection = (by: Group['by'], groups: readonly Group[], { currency }: BusinessReport): ReportSection => ({
  title: `By ${by}`,
  rows: [
    [by, 'accounts', 'MRR', ...shown.map(([, title]) => title)],
    ...groups.map(({ value, accounts, revenue, figures }) => [
      value,
      formatNumber(accounts),
      minorText(revenue.amounts.end, currency),
      ...shown.map(([id]) => {
        const figure = figures.find(each => each.id === id);
        return figure ? valueText(figure, currency) : '-';
      }),
    ]),
  ],
  notes: [],
});

const mostMovements = 12;

const movementsSection = ({ movements, month }: BusinessReport): ReportSection => ({
  title: `Largest movements of ${month}`,
  rows: [
    ['Account', 'movement', 'from', 'to'],
    ...movements
      .slice(0, mostMovements)
      .map(({ account, movement, currency, start, end }) => [
        account,
        movement,
        minorText(start, currency),
        minorText(end, currency),
      ]),
  ],
  notes:
    movements.length > mostMovements
      ? [`${formatNumber(movements.length - mostMovements)} more: --json lists all of them.`]
      : [],
});

const atRiskSection = ({ atRisk, currency }: BusinessReport): ReportSection => ({
  title: 'Renewals within 90 days',
  rows: [
    ['Health', 'contracts', 'ARR', 'renewed before', 'at risk'],
    ...atRisk.map(({ band, accounts, arr, cameUp, renewed, atRisk: risk }) => [
      band,
      formatNumber(accounts.length),
      minorText(arr, currency),
      cameUp === 0 ? '-' : `${renewed} of ${cameUp}`,
      risk === null ? '-' : minorText(risk, currency),
    ]),
  ],
  notes: [],
});

const tasksSections = ({ team: { csms, rules, playbooks }, month }: BusinessReport): ReportSection[] => [
  ...(csms.length > 0 ? [tasksSection(`Tasks of ${month} by CSM`, 'CSM', csms)] : []),
  ...(rules.length > 0 ? [tasksSection(`Tasks of ${month} by rule`, 'Rule', rules)] : []),
  ...(playbooks.length > 0 ? [tasksSection(`Tasks of ${month} by playbook`, 'Playbook', playbooks)] : []),
];

const tasksSection = (title: string, name: string, figures: readonly TaskFigures[]): ReportSection => ({
  title,
  rows: [
    [name, 'opened', 'in time', 'by itself', 'minutes', 'open', 'precision', 'outcomes'],
    ...figures.map(({ name: of, opened, inTime, byItself, minutes, timed, open, capacity, precision, outcomes }) => [
      of,
      ...[opened, inTime, byItself].map(formatNumber),
      timed === 0 ? '-' : `${formatNumber(minutes)} (${counted(timed, 'task')})`,
      capacity === undefined ? formatNumber(open) : `${formatNumber(open)} of ${formatNumber(capacity)}`,
      precision === null ? '-' : `${decimal(precision)} %`,
      Object.entries(outcomes)
        .map(([code, count]) => `${code} ${count}`)
        .join(', '),
    ]),
  ],
  prose: true,
  notes: [
    ...(figures.some(({ timed }) => timed > 0) ? ['Minutes: reported when these tasks were resolved.'] : []),
    ...(figures.some(({ capacity }) => capacity !== undefined) ? ['Open: of how many the CSM can carry.'] : []),
  ],
});
