import { formatNumber } from '../../kernel/counted.ts';
import type { Backtest, BacktestRow, BacktestShare } from './backtest-schema.ts';
import { widestTelling } from './rate-value.ts';
import { formatInterval } from './words.ts';

/** Conclusions from the figures, and their limits, in sentences. */
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
    'Intervals are of 95 %. They take firings as independent; an account that fires several times makes them a little too narrow.',
    ...(told.rows.some(({ tasks }) => tasks.busiest?.perWeekOfOthers === null)
      ? [
          'Tasks of other rules are not known: play the same events first (`npx daymark simulate`), then they are told beside.',
        ]
      : ['Open at once: tasks a week times how long a task of the last play stayed open, on average.']),
  ];
};

const againstChance = ({ precision }: BacktestRow, { chance, within }: Backtest): string => {
  const blind = `${chance.percent === null ? 0 : Math.round(chance.percent)} %`;
  if (precision.percent === null || precision.interval === undefined)
    return `As it is today nothing can be judged; a week picked blindly is followed by leaving within ${within} days in ${blind} of cases.`;
  const [low, high] = precision.interval;
  const base = chance.percent ?? 0;
  const isApart = low > base ? 'better than chance' : high < base ? 'worse than chance' : undefined;
  const verdict = isApart ?? 'by these records that may be chance';
  const doubt = isApart !== undefined && !precision.tells ? ', but too few to say by how much' : '';
  return `As it is today it is right in ${formatInterval(precision)} of cases; a week picked blindly in ${blind}: ${verdict}${doubt}.`;
};

/** A value differs where the intervals lie apart. */
const compared = (today: BacktestRow, { rows, parameter }: Backtest): string[] => {
  const others = rows.filter(row => !row.today && row.precision.tells && row.recall.tells);
  if (others.length === 0) return ['There is too little to compare values by.'];
  const say = (words: string, isSo: (row: BacktestRow) => boolean): string[] => {
    const values = others.filter(isSo).map(({ value }) => formatNumber(value));
    return values.length === 0 ? [] : [`${words}: ${parameter} ${values.join(', ')}.`];
  };
  const found = [
    ...say('More often right than today, beyond doubt', row => above(row.precision, today.precision)),
    ...say('Less often right than today, beyond doubt', row => above(today.precision, row.precision)),
    ...say('Sees more of those who left than today, beyond doubt', row => above(row.recall, today.recall)),
    ...say('Sees fewer of those who left than today, beyond doubt', row => above(today.recall, row.recall)),
  ];
  return found.length > 0 ? found : ["No other value is better or worse than today's by more than chance may explain."];
};

const above = ({ interval: one }: BacktestShare, { interval: other }: BacktestShare): boolean =>
  one !== undefined && other !== undefined && one[0] > other[1];
