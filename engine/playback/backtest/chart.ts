import { formatNumber } from '../../kernel/counted.ts';
import type { Backtest, BacktestShare } from './backtest-schema.ts';

/** Columns of 0 to 100 %. */
const width = 41;

/** Precision and recall of each value with their intervals, and a line for chance. */
export const chartOf = ({ rows, parameter, chance }: Backtest): string[] => {
  const names = rows.map(({ value, today }) => `${today ? '> ' : '  '}${formatNumber(value)}`);
  const room = Math.max(...names.map(({ length }) => length), parameter.length + 2, '  by chance'.length);
  const line = (name: string, left: string, right: string) => `${name.padEnd(room)}  ${left.padEnd(width + 2)}${right}`;
  return [
    line(`  ${parameter}`, scale('right'), scale('caught')),
    ...rows.map(({ precision, recall }, place) => line(names[place] ?? '', bar(precision), bar(recall))),
    line('  by chance', bar(chance), ''),
  ].map(each => each.trimEnd());
};

const scale = (name: string): string => {
  const [start, end] = [`0 %  ${name}`, '100 %'];
  return `${start}${' '.repeat(width - start.length - end.length)}${end}`;
};

const bar = ({ percent, interval }: BacktestShare): string => {
  const cells = Array<string>(width).fill('·');
  if (percent === null || interval === undefined) return cells.join('');
  const [low, middle, high] = [columnOf(interval[0]), columnOf(percent), columnOf(interval[1])];
  cells.fill('─', low, high + 1);
  cells[low] = '├';
  cells[high] = '┤';
  cells[middle] = '●';
  return cells.join('');
};

const columnOf = (percent: number): number => Math.round((percent * (width - 1)) / 100);
