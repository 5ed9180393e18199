import { Temporal } from 'temporal-polyfill';
import type { TimelineLine } from '../../domain/timeline.ts';
import { table } from './table.ts';
import { ofType, tally } from './tallies.ts';

/** Tasks for CSMs by reason: how many opened, how they ended, how often the rule was right; and what each CSM got in a week. */
export const tasksSection = (lines: readonly TimelineLine[]): string => {
  const tasks = ofType(lines, 'task');
  const opened = tasks.filter(line => line.entry.action === 'opened');
  if (opened.length === 0) return '  None.\n';
  const rows = tally(opened.map(line => line.entry.reason)).map(([reason, count]) => {
    const own = tasks.filter(line => line.entry.reason === reason);
    const of = (action: string) => String(own.filter(line => line.entry.action === action).length);
    const ends = ['acknowledged', 'resolved', 'auto-resolved', 'breached'].map(of);
    return [reason, String(count), ...ends, precision(own)];
  });
  const head = ['Task', 'opened', 'taken up', 'resolved', 'by itself', 'breached', 'precision'];
  return `${table([head, ...rows])}\n${table(loads(opened))}`;
};

type TaskLine = ReturnType<typeof ofType<'task'>>[number];

/** Share of the resolved ones that were no false positives. */
const precision = (own: readonly TaskLine[]): string => {
  const resolved = own.filter(line => line.entry.action === 'resolved');
  const right = resolved.filter(line => line.entry.outcome !== 'false_positive');
  return resolved.length === 0 ? '-' : `${Math.round((100 * right.length) / resolved.length)} %`;
};

/** Weeks are ISO weeks in UTC, from the first task of anybody to the last; a year of them shows each. */
const loads = (opened: readonly TaskLine[]): string[][] => {
  const weeks = weeksOf(opened.map(line => mondayOf(line.at)).sort());
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
const weeksOf = (mondays: readonly string[]): string[] => {
  const weeks: string[] = [];
  for (let monday = mondays[0] ?? ''; monday <= (mondays.at(-1) ?? ''); monday = weekAfter(monday)) weeks.push(monday);
  return weeks;
};

const weekAfter = (monday: string): string => Temporal.PlainDate.from(monday).add({ days: 7 }).toString();

const mondayOf = (at: string): string => {
  const date = Temporal.PlainDate.from(at.slice(0, 10));
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
};
