import { counted, formatNumber } from '../../kernel/counted.ts';
import type { Backtest, BacktestRow, BacktestShare } from './backtest-schema.ts';
import { chartOf } from './chart.ts';
import { tooLittle, verdictsOf } from './verdicts.ts';
import { formatInterval } from './words.ts';

/** A backtest for a terminal. */
export const describeBacktest = (told: Backtest): string => {
  const { subject, parameter, within, from, to, accounts, cancellations, rows } = told;
  return [
    `${subject}: ${parameter} is ${formatNumber(told.today)} today. It fires when ${told.told}.`,
    ...othersOf(told),
    `${counted(accounts, 'account')}, ${from.slice(0, 10)} to ${to.slice(0, 10)}: ${counted(cancellations, 'customer')} left.`,
    ...tooLittle(told),
    ...legend(within),
    '',
    ...table(
      [parameter, 'fired', 'accounts', 'left', 'renewed', 'stayed', 'not over', 'right', 'caught', 'days before'],
      rows.map(row => [nameOf(row), ...outcomeCells(row)]),
    ),
    '',
    ...chartOf(told),
    '',
    ...table(
      [
        parameter,
        'tasks',
        'a week per CSM',
        'busiest CSM',
        'gets a week',
        'and from other rules',
        'open at once',
        'can carry',
      ],
      rows.map(row => [nameOf(row), ...taskCells(row)]),
    ),
    '',
    ...verdictsOf(told),
    `To see what else another value changes, edit the ${subject === 'health' ? 'model' : 'journey'} and run \`npx daymark diff\`.`,
    '',
  ].join('\n');
};

const legend = (within: number): string[] => [
  `fired: how often it fired, for how many accounts. Within ${within} days after it, the customer left, or renewed, or stayed; not over: the records end before that.`,
  'right: the share of firings, without those not over, after which the customer left.',
  `caught: the share of all customers who left for whom it had fired in the ${within} days before; days before: how many days before they left it first did (median).`,
];

const mostOthers = 6;

const othersOf = ({ others }: Backtest): string[] => {
  if (others.length === 0) return [];
  const named = others.slice(0, mostOthers).map(({ name, today }) => `${name} ${formatNumber(today)}`);
  const more = others.length > mostOthers ? `, and ${others.length - mostOthers} more` : '';
  return [`Other numbers that --set may name: ${named.join(', ')}${more}.`];
};

/** The value, marked if it is the current one. */
const nameOf = ({ value, today }: BacktestRow): string => `${today ? '> ' : '  '}${formatNumber(value)}`;

const outcomeCells = ({ fired, accounts, fates, precision, recall, daysBefore }: BacktestRow): string[] => [
  ...[fired, accounts, fates.left, fates.renewed, fates.stayed, fates.open].map(String),
  shareCell(precision),
  shareCell(recall),
  daysBefore === null
    ? '-'
    : `${daysBefore.median}${daysBefore.interval ? ` (${daysBefore.interval[0]} to ${daysBefore.interval[1]})` : ''}`,
];

const shareCell = (share: BacktestShare): string =>
  share.tells ? formatInterval(share) : share.of === 0 ? 'none' : `${share.part} of ${share.of}`;

const taskCells = ({ tasks: { opened, perCsmWeek, busiest } }: BacktestRow): string[] => [
  String(opened),
  decimal(perCsmWeek),
  ...(busiest === null
    ? ['-', '-', '-', '-', '-']
    : [
        busiest.csm,
        decimal(busiest.perWeek),
        busiest.perWeekOfOthers === null ? '-' : decimal(busiest.perWeekOfOthers),
        busiest.openAtOnce === null ? '-' : decimal(busiest.openAtOnce),
        String(busiest.capacity),
      ]),
];

const decimal = (value: number): string => (value >= 10 ? value.toFixed(0) : value.toFixed(value >= 1 ? 1 : 2));

/** Right-aligned columns under their headings; the first column is left-aligned. */
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string[] => {
  const widths = heads.map((head, column) =>
    Math.max(head.length + (column === 0 ? 2 : 0), ...rows.map(row => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return [line([`  ${heads[0]}`, ...heads.slice(1)]), ...rows.map(line)].map(each => each.trimEnd());
};
