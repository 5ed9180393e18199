import { counted, formatNumber } from '../kernel/counted.ts';
import { table } from '../playback/report/table.ts';
import { describeExample } from '../promises/describe-example.ts';
import type { JourneyPath, PathGroup } from '../promises/paths.ts';

/** The paths of a journey for a terminal: grouped by end and tasks, then the most expensive path day by day. */
export const drawPaths = (journey: string, groups: readonly PathGroup[]): string => {
  const sorted = [...groups].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
  const all = groups.reduce((sum, { count }) => sum + count, 0n);
  const rows = sorted.map(({ end, tasks, count, mails, days, dearest }) => [
    end,
    tasks.join(', ') || 'no task',
    count.toLocaleString('en-US'),
    rangeOf(mails),
    rangeOf(days),
    formatNumber(dearest.counts.transitions),
    dollarsOfThousand(dearest),
  ]);
  const heading = ['end', 'tasks', 'paths', 'mails', 'days', 'transitions', '1,000 of the dearest'];
  const [dearest] = [...groups].map(group => group.dearest).sort((a, b) => b.dollars - a.dollars);
  return [
    `${all.toLocaleString('en-US')} ${all === 1n ? 'path' : 'paths'} of "${journey}", assuming that nothing is held, late or moved. They are counted where they meet, not walked one by one.`,
    table([heading, ...rows]).trimEnd(),
    ...(dearest ? ['', describeDearest(dearest)] : []),
    '',
  ].join('\n');
};

const keyOf = ({ end, tasks }: PathGroup): string => `${end} ${tasks.join(' ')}`;

const describeDearest = (path: JourneyPath): string => {
  const { counts, parts } = path;
  const figures = [
    counted(counts.transitions, 'transition'),
    counted(counts.mails, 'mail'),
    counted(counts.tasks, 'task'),
    ...(counts.minutes > 0 ? [`${counted(counts.minutes, 'minute')} of a CSM`] : []),
    `${dollarsOfThousand(path)} for 1,000 enrollments`,
  ];
  return `The dearest: ${figures.join(', ')}.\n${describeExample(parts).replaceAll(/^/gm, '  ')}`;
};

const rangeOf = ({ least, most }: { least: number; most: number }): string =>
  least === most ? String(least) : `${least}-${most}`;

const dollarsOfThousand = ({ dollars }: JourneyPath): string => `$${(1_000 * dollars).toFixed(2)}`;
