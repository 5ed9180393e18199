import { Temporal } from 'temporal-polyfill';
import type { TaskAction, TimelineLine } from '../../account/timeline.ts';
import { table } from './table.ts';
import { dotted, listCounts, ofType, tally } from './tallies.ts';

/** Tasks for CSMs by reason: how many opened, how they ended, how often the rule was right; and what each CSM got in a week. */
export const tasksSection = (lines: readonly TimelineLine[]): string => {
  const tasks = ofType(lines, 'task');
  const opened = tasks.filter(line => line.entry.action === 'opened');
  if (opened.length === 0) return '  None.\n';
  const rows = tally(opened.map(line => line.entry.reason)).map(([reason]) => [
    reason,
    ...countsOf(tasks.filter(line => line.entry.reason === reason)),
  ]);
  const all = rows.length > 1 ? [['all', ...countsOf(tasks)]] : [];
  const outcomes = tally(tasks.flatMap(({ entry }) => entry.outcome ?? []));
  const head = ['Task', 'opened', 'taken up', 'breached', 'resolved', 'by itself', 'open', 'precision'];
  return [
    table([head, ...rows, ...all]),
    outcomes.length === 0 ? '' : `\n  Resolved as ${listCounts(outcomes)}.\n`,
    outcomes.length === 0 ? '' : '  Precision: how many of the resolved ones were no false positive.\n',
    '\n',
    table(loads(opened, lines), { prose: true }),
  ].join('');
};

type TaskLine = ReturnType<typeof ofType<'task'>>[number];

/** A task is taken up when its CSM says so, and when it is put off or resolved without that. */
const countsOf = (own: readonly TaskLine[]): string[] => {
  const of = (...actions: readonly TaskAction[]) => own.filter(line => actions.includes(line.entry.action));
  const opened = of('opened').length;
  const resolved = of('resolved');
  const byItself = of('auto-resolved').length;
  const takenUp = new Set(
    of('acknowledged', 'snoozed', 'resolved').map(({ enrollment, entry }) => `${enrollment} ${entry.step}`),
  ).size;
  const right = resolved.filter(line => line.entry.outcome !== 'false_positive').length;
  return [
    ...[opened, takenUp, of('breached').length, resolved.length, byItself].map(dotted),
    dotted(Math.max(0, opened - resolved.length - byItself)),
    resolved.length === 0 ? '' : `${right} of ${resolved.length}`,
  ];
};

/** Weeks are ISO weeks in UTC, from the first that something happened in to the last; a year of them shows each. */
const loads = (opened: readonly TaskLine[], lines: readonly TimelineLine[]): string[][] => {
  const times = lines.map(({ at }) => at).sort();
  const weeks = weeksOf(mondayOf(times[0] ?? ''), mondayOf(times.at(-1) ?? ''));
  const isShown = weeks.length <= mostWeeks;
  const head = ['CSM', 'opened', 'a week', 'busiest week', ...(isShown ? [`each week from ${weeks[0]}`] : [])];
  const rows = tally(opened.map(line => line.entry.owner)).map(([owner, count]) => {
    const own = tally(opened.filter(line => line.entry.owner === owner).map(line => mondayOf(line.at)));
    const [busiest] = own;
    const counts = new Map(own);
    return [
      owner,
      String(count),
      (count / weeks.length).toFixed(1),
      busiest ? `${busiest[1]} (${busiest[0]})` : '-',
      ...(isShown ? [weeks.map(week => digit(counts.get(week))).join('')] : []),
    ];
  });
  return [head, ...rows];
};

const mostWeeks = 53;

/** One character a week, so that a year fits a line. */
const digit = (count = 0): string => (count === 0 ? '·' : count > 9 ? '+' : String(count));

/** All Mondays from the first to the last. */
const weeksOf = (first: string, last: string): string[] => {
  const weeks: string[] = [];
  for (let monday = first; monday <= last; monday = weekAfter(monday)) weeks.push(monday);
  return weeks;
};

const weekAfter = (monday: string): string => Temporal.PlainDate.from(monday).add({ days: 7 }).toString();

const mondayOf = (at: string): string => {
  const date = Temporal.PlainDate.from(at.slice(0, 10));
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
};
