import { formatNumber } from '../../kernel/counted.ts';
import type { Backtest, BacktestRow, BacktestShare } from './backtest-schema.ts';
import { widestTelling } from './rate-value.ts';
import { formatInterval } from './words.ts';

/** Sentences on what the figures show, and what they don't. */
export const verdictsOf = (told: Backtest): string[] => {
  const today = told.rows.find(row => row.today);
  const isUnsure = told.rows.some(({ precision, recall }) => !precision.tells || !recall.tells);
  return [
    ...(today ? [againstChance(today, told), ...compared(today, told)] : []),
    ...(isUnsure
      ? [
          `[In brackets] too little to tell: an interval wider than ${widestTelling} points leaves open whether a value is good or bad.`,
        ]
      : []),
    'Intervals are at 95 %. They assume independent firings; accounts that fire several times make them a little too narrow.',
    ...(told.rows.some(({ tasks }) => tasks.busiest?.perWeekOfOthers === null)
      ? ['Tasks of other rules are unknown: play the same events first (`npx daymark simulate`) to see them here.']
      : ['Open at once: tasks a week times how long a task of the last play stayed open, on average.']),
  ];
};

const againstChance = ({ precision }: BacktestRow, { chance, within }: Backtest): string => {
  const blind = `${chance.percent === null ? 0 : Math.round(chance.percent)} %`;
  if (precision.percent === null || precision.interval === undefined)
    return `Today's value can't be judged; a randomly picked week is followed by a cancellation within ${within} days in ${blind} of cases.`;
  const [low, high] = precision.interval;
  const base = chance.percent ?? 0;
  const isApart = low > base ? 'better than chance' : high < base ? 'worse than chance' : undefined;
  const verdict = isApart ?? 'in these records, that may be chance';
  const doubt = isApart !== undefined && !precision.tells ? ', but too few to say by how much' : '';
  return `Today's value is right in ${formatInterval(precision)} of cases, a randomly picked week in ${blind}: ${verdict}${doubt}.`;
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
    ...say("Sees significantly more of those who left than today's value", row => above(row.recall, today.recall)),
    ...say("Sees significantly fewer of those who left than today's value", row => above(today.recall, row.recall)),
  ];
  return found.length > 0 ? found : ["No other value is significantly better or worse than today's."];
};

const above = ({ interval: one }: BacktestShare, { interval: other }: BacktestShare): boolean =>
  one !== undefined && other !== undefined && one[0] > other[1];
