import { counted, formatNumber } from '../../kernel/counted.ts';
import type { Backtest, BacktestRow, BacktestShare } from './backtest-schema.ts';
import { widestTelling } from './rate-value.ts';
import { formatInterval } from './words.ts';

/** Whether the value of today can be judged at all, before any figure. */
export const tooLittle = ({ rows }: Backtest): string[] => {
  const today = rows.find(row => row.today);
  if (today === undefined || today.precision.tells) return [];
  const { fired, precision } = today;
  const over =
    precision.of === 0
      ? 'none of these is over'
      : `${precision.of} of these ${precision.of === 1 ? 'is' : 'are'} over, ${precision.part} with a customer who left`;
  return [
    fired === 0
      ? "Today's value never fired, so it cannot be judged."
      : `Too little to judge today's value: it fired ${counted(fired, 'time')}, and ${over}.`,
  ];
};

/** Sentences on what the figures show, and what they don't. */
export const verdictsOf = (told: Backtest): string[] => {
  const today = told.rows.find(row => row.today);
  const isUnsure = told.rows.some(({ precision, recall }) => !precision.tells || !recall.tells);
  return [
    ...(today?.precision.tells ? againstChance(today, told) : []),
    ...(today ? compared(today, told) : []),
    ...(isUnsure
      ? [
          `Where there is too little to tell, as with "1 of 1", no share is given: its interval would be wider than ${widestTelling} points.`,
        ]
      : []),
    'Intervals are at 95 %. They assume independent firings; accounts that fire several times make them a little too narrow.',
    ...(told.rows.some(({ tasks }) => tasks.busiest?.perWeekOfOthers === null)
      ? ['Tasks of other rules are unknown: play the same events first (`npx daymark simulate`) to see them here.']
      : ['Open at once: tasks a week times how long a task of the last play stayed open, on average.']),
  ];
};

const againstChance = ({ precision }: BacktestRow, { chance, within }: Backtest): string[] => {
  const blind = `${chance.percent === null ? 0 : Math.round(chance.percent)} %`;
  if (precision.interval === undefined) return [];
  const [low, high] = precision.interval;
  const base = chance.percent ?? 0;
  const isApart = low > base ? 'better than chance' : high < base ? 'worse than chance' : undefined;
  const verdict = isApart ?? 'in these records, that may be chance';
  return [
    `Today's value is right in ${formatInterval(precision)} of cases. Of all weeks of all accounts, ${blind} were followed by a cancellation within ${within} days, so a randomly picked week is right that often: ${verdict}.`,
  ];
};

/** A value differs from the current one if their intervals don't overlap. */
const compared = (today: BacktestRow, { rows, parameter }: Backtest): string[] => {
  const others = rows.filter(row => !row.today && row.precision.tells && row.recall.tells);
  if (others.length === 0) return ['There is too little data to compare values.'];
  const say = (words: string, isSo: (row: BacktestRow) => boolean): string[] => {
    const values = others.filter(isSo).map(({ value }) => formatNumber(value));
    return values.length === 0 ? [] : [`${words}: ${parameter} ${values.join(', ')}.`];
  };
  const found = [
    ...say("Right significantly more often than today's value", row => above(row.precision, today.precision)),
    ...say("Right significantly less often than today's value", row => above(today.precision, row.precision)),
    ...say("Catches significantly more of those who left than today's value", row => above(row.recall, today.recall)),
    ...say("Catches significantly fewer of those who left than today's value", row => above(today.recall, row.recall)),
  ];
  return found.length > 0 ? found : ["No other value is significantly better or worse than today's."];
};

const above = ({ interval: one }: BacktestShare, { interval: other }: BacktestShare): boolean =>
  one !== undefined && other !== undefined && one[0] > other[1];
