import { Temporal } from 'temporal-polyfill';
import type { TimelineLine } from '../../account/timeline.ts';
import { type TaskLine, type TaskTally, tallyOf, tallyTasks, taskLines } from '../../tasks/tally-tasks.ts';
import { table } from './table.ts';
import { dotted, listCounts, tally } from './tallies.ts';

/**
 * Tasks for CSMs by rule and by playbook: how many opened, how they ended, how often the rule was right, how long they
 * took; and each CSM's tasks per week.
 */
export const tasksSection = (lines: readonly TimelineLine[]): string => {
  const tasks = taskLines(lines);
  const rules = tallyTasks(tasks, 'reason');
  if (rules.length === 0) return '  None.\n';
  const all = tallyOf('all', tasks);
  const playbooks = tallyTasks(tasks, 'playbook');
  const opened = tasks.filter(line => line.entry.action === 'opened');
  return [
    table([
      ['Task', 'opened', 'taken up', 'breached', 'resolved', 'by itself', 'open', 'precision', 'minutes'],
      ...[...rules, ...(rules.length > 1 ? [all] : [])].map(rowOf),
    ]),
    all.resolved === 0
      ? ''
      : '  Precision: share of resolved tasks that were not false positives. Minutes: as reported, else as the playbook expects.\n',
    playbooks.length === 0 ? '' : `\n${table([playbookHead, ...playbooks.map(playbookRow)])}`,
    all.resolved === 0
      ? ''
      : `\n${table([['Task', 'resolved as'], ...rules.filter(isResolved).map(outcomeRow)], { prose: true })}`,
    '\n',
    table(loads(opened, lines), { prose: true }),
  ].join('');
};

const rowOf = (tally: TaskTally): string[] => {
  const { name, opened, takenUp, breached, resolved, byItself, open, minutes } = tally;
  return [
    name,
    ...[opened, takenUp, breached, resolved, byItself, open].map(dotted),
    precisionOf(tally),
    dotted(minutes),
  ];
};

const playbookHead = ['Playbook', 'opened', 'steps done', 'resolved', 'precision', 'minutes', 'expected'];

const playbookRow = (tally: TaskTally): string[] => {
  const { name, opened, ticked, resolved, minutes, expectedMinutes } = tally;
  return [
    name,
    ...[opened, ticked, resolved].map(dotted),
    precisionOf(tally),
    ...[minutes, expectedMinutes].map(dotted),
  ];
};

const precisionOf = ({ resolved, right }: TaskTally): string => (resolved === 0 ? '' : `${right} of ${resolved}`);

const isResolved = ({ resolved }: TaskTally): boolean => resolved > 0;

const outcomeRow = ({ name, outcomes }: TaskTally): string[] => [
  name,
  listCounts([...outcomes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))),
];

/** Tasks per CSM and ISO week in UTC, from the first week with lines to the last; weeks are listed for up to a year. */
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

/** One character per week, so that a year fits on a line. */
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
