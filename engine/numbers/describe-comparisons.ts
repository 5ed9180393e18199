import { formatNumber } from '../kernel/counted.ts';
import type { GroupComparison, GroupSeen } from './compare-groups.ts';
import type { Foresight } from './foresight.ts';
import type { ReportSection } from './report-section.ts';
import { decimal } from './report-words.ts';
import { ratioLevel } from './sample-ratio.ts';

/** Results of holdouts and experiments so far, and the effects they will be able to detect. */
export const comparisonsSection = (comparisons: readonly GroupComparison[]): ReportSection => ({
  title: 'Holdouts and experiments',
  rows: [
    ['Compared', 'group', 'drawn', 'count', 'reached', 'lift in points', '95 % at every look', 'relative'],
    ...comparisons.flatMap(comparison =>
      comparison.groups.map((group, index) => rowOf(comparison, group, index === 0)),
    ),
  ],
  notes: [
    ...comparisons.flatMap(notesOf),
    'An account counts once, when it began at least as long ago as the slowest one took. Rows share accounts, so their lifts do not add up.',
  ],
});

const rowOf = (comparison: GroupComparison, group: GroupSeen, isFirst: boolean): string[] => {
  const { name, accounts, counted, reached } = group;
  const lift = comparison.lifts.find(each => each.group === name);
  const share =
    counted === null || reached === null || counted.length === 0
      ? ''
      : `, ${decimal((100 * reached.length) / counted.length)} %`;
  return [
    isFirst ? nameOf(comparison) : '',
    name,
    formatNumber(accounts),
    counted === null ? 'hidden' : formatNumber(counted.length),
    reached === null ? 'hidden' : `${formatNumber(reached.length)}${share}`,
    lift === undefined ? '' : signed(lift.points),
    lift === undefined ? '' : `${signed(lift.interval[0])} to ${signed(lift.interval[1])}`,
    lift === undefined ? '' : lift.relative === null ? '-' : `${signed(lift.relative)} %`,
  ];
};

const nameOf = ({ journey, by, step }: GroupComparison): string =>
  ({ journey: `${journey}: holdout`, policy: `${journey}: policy's holdout`, experiment: `${journey}: ${step}` })[by];

const signed = (value: number): string => `${value > 0 ? '+' : ''}${decimal(value)}`;

const notesOf = (comparison: GroupComparison): string[] => {
  const { hidden, ratio, groups, foresight } = comparison;
  if (hidden) {
    const [drawn, meant] = [groups.map(each => formatNumber(each.accounts)), groups.map(each => decimal(each.share))];
    return [
      `${nameOf(comparison)}: results are hidden. ${drawn.join(' : ')} accounts are not the intended ${meant.join(' : ')} (chi squared, p = ${(ratio ?? 0).toPrecision(1)}, below ${ratioLevel}). Find out what else decides who is in a group, or whether the weights changed; then start over under another step id.`,
    ];
  }
  return foresight ? [`${nameOf(comparison)}: ${foresightText(foresight)}`] : [];
};

/** `with 40 accounts a month, of which 20 % reach the goal without it, it sees 26 points after 6 months, …, not less.` */
const foresightText = ({ perMonth, rate, sees }: Foresight): string => {
  const told = sees.flatMap(({ months, points }) =>
    points === null ? [] : `${decimal(points)} points after ${months} months`,
  );
  const whose = rate === null ? 'if half of them' : `of which ${decimal(rate)} %`;
  const last = sees.at(-1)?.months ?? 0;
  const what = told.length > 0 ? `it sees ${told.join(', ')}, not less` : `it sees no lift within ${last} months`;
  return `with ${decimal(perMonth)} accounts a month, ${whose} reach the goal without it, ${what}.`;
};
