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
    ['Compared', 'group', 'drawn', 'count', 'reached', 'lift in points', '95 % sure at any look', 'relative'],
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
    reached === null
      ? 'hidden'
      : `${formatNumber(reached.length)}${counted === null ? '' : ` of ${formatNumber(counted.length)}`}${share}`,
    lift === undefined ? '' : signed(lift.points),
    lift === undefined ? '' : `${signed(lift.interval[0])} to ${signed(lift.interval[1])}`,
    lift === undefined ? '' : lift.relative === null || !isSeen(lift) ? '-' : `${signed(lift.relative)} %`,
  ];
};

/** Where the interval holds 0, groups may as well not differ. */
const isSeen = ({ interval: [low, high] }: GroupComparison['lifts'][number]): boolean => low > 0 || high < 0;

/** `onboarding: holdout: "in the journey" reaches the goal more often than "held out": by +2.7 to +32.8 points.` */
const verdictsOf = (comparison: GroupComparison): string[] => {
  return comparison.lifts.map(lift => {
    const { group, against, interval } = lift;
    const span = `${signed(interval[0])} to ${signed(interval[1])} points`;
    const told = isSeen(lift)
      ? `"${group}" reaches the goal ${interval[0] > 0 ? 'more' : 'less'} often than "${against}": by ${span}.`
      : `no difference is seen yet. That of "${group}" to "${against}" may be anything from ${span}.`;
    return `${nameOf(comparison)}: ${told}`;
  });
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
  return [...verdictsOf(comparison), ...(foresight ? [`${nameOf(comparison)}: ${foresightText(foresight)}`] : [])];
};

/** `With 40 accounts a month, of which 20 % reach the goal without it, it can show a difference of 26 points after 6 months, 19 after 12, and no smaller one.` */
const foresightText = ({ perMonth, rate, sees }: Foresight): string => {
  const told = sees.flatMap(({ months, points }) =>
    points === null ? [] : `${decimal(points)} points after ${months} months`,
  );
  const whose = rate === null ? 'if half of them' : `of which ${decimal(rate)} %`;
  const last = sees.at(-1)?.months ?? 0;
  const left = rate === null ? '' : `; at most ${decimal(100 - rate)} points are left to gain`;
  const what =
    told.length > 0
      ? `it can show a difference of ${told.join(', ')}, and no smaller one`
      : `it is too small to show any difference within ${last} months${left}`;
  return `with ${decimal(perMonth)} accounts a month, ${whose} reach the goal without it, ${what}.`;
};
