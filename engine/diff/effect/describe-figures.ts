import { formatNumber } from '../../kernel/counted.ts';
import type { EffectFigure, FigurePair } from './figures.ts';

/** `mails per contact and month 2.1 → 1.9 (-9.5 %): 200 → 181 mails`; unchanged figures share one line. */
export const describeFigures = (figures: readonly FigurePair[]): string[] => {
  const same = figures.filter(figure => told(figure) === undefined);
  const values = same.map(({ name, after }) => `${nameOfFigure[name]} ${show(name, after, fewest)}`).join(', ');
  return [...figures.flatMap(figure => told(figure) ?? []), ...(same.length === 0 ? [] : [`No change: ${values}`])];
};

/** Uses enough decimal places to show the size of the change; `undefined` if it is too small. */
const told = ({ name, before, after, counts }: FigurePair): string | undefined => {
  for (let places = fewest; places <= most; places++) {
    const [from, to] = [show(name, before, places), show(name, after, places)];
    const isAsLarge =
      Math.abs(rounded(after, places) - rounded(before, places) - (after - before)) * 4 < Math.abs(after - before);
    if (from !== to && (isAsLarge || places === most))
      return `${nameOfFigure[name]} ${from} → ${to}${share(before, after)}${inAll(name, counts)}`;
  }
  return undefined;
};

const inAll = (name: EffectFigure, counts: FigurePair['counts']): string =>
  counts === undefined || counts.before === counts.after
    ? ''
    : `: ${formatNumber(counts.before)} → ${formatNumber(counts.after)} ${name} in all`;

const rounded = (value: number, places: number): number => Number(value.toFixed(places));

const [fewest, most] = [2, 4];

export const nameOfFigure: Readonly<Record<EffectFigure, string>> = {
  cost: 'AWS cost of 1,000 accounts a month',
  mails: 'mails per contact and month',
  tasks: 'tasks per CSM and week',
  enrollments: 'enrollments',
  prompts: 'prompts',
  capped: 'times that a cap held back or dropped a message',
};

const show = (name: EffectFigure, value: number, places: number): string => {
  const isCount = Number.isInteger(value) && name !== 'cost';
  return `${name === 'cost' ? '$' : ''}${isCount ? formatNumber(value) : value.toFixed(places)}`;
};

const share = (before: number, after: number): string => {
  if (before === 0) return '';
  const percent = ((after - before) / before) * 100;
  return ` (${percent > 0 ? '+' : ''}${percent.toFixed(1)} %)`;
};
