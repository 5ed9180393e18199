import type { TimelineEntry, TimelineLine } from '../account/timeline.ts';

export type TaskLine = TimelineLine & { entry: Extract<TimelineEntry, { type: 'task' }> };

/** Outcomes of the tasks of a rule, a playbook, or all. */
export interface TaskTally {
  name: string;
  opened: number;
  /** Tasks that a person acknowledged, snoozed or resolved. */
  takenUp: number;
  breached: number;
  /** Resolved by a person. */
  resolved: number;
  byItself: number;
  open: number;
  /** Tasks resolved with an outcome other than `false_positive`. `right / resolved` is the precision. */
  right: number;
  /** How often each outcome was given. */
  outcomes: ReadonlyMap<string, number>;
  /** Playbook steps done. */
  ticked: number;
  /** Minutes spent on resolved tasks: as entered by their owners, else as their playbooks expect. */
  minutes: number;
  /** Minutes that the playbooks expect for the same tasks. */
  expectedMinutes: number;
}

export const taskLines = (lines: readonly TimelineLine[]): TaskLine[] =>
  lines.filter((line): line is TaskLine => line.entry.type === 'task');

/**
 * By rule (the step that opens the task) or by playbook: the most frequent first, ties by name. Tasks without a
 * playbook have no row there.
 */
export const tallyTasks = (lines: readonly TaskLine[], by: 'reason' | 'playbook'): TaskTally[] => {
  const groups = new Map<string, TaskLine[]>();
  for (const line of lines) {
    const name = line.entry[by];
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), line]);
  }
  return [...groups]
    .map(([name, own]) => tallyOf(name, own))
    .filter(({ opened }) => opened > 0)
    .sort((a, b) => b.opened - a.opened || (a.name < b.name ? -1 : 1));
};

export const tallyOf = (name: string, lines: readonly TaskLine[]): TaskTally => {
  const taskOf = tasksIn(lines);
  const of = (...actions: readonly TaskLine['entry']['action'][]) =>
    lines.filter(({ entry }) => actions.includes(entry.action));
  const [opened, resolved] = [of('opened'), of('resolved')];
  const expected = new Map(opened.map(line => [taskOf(line), line.entry.minutes ?? 0]));
  const codes = resolved.flatMap(({ entry }) => entry.outcome ?? []);
  const byItself = of('auto-resolved').length;
  const expectedOf = (line: TaskLine): number => expected.get(taskOf(line)) ?? 0;
  return {
    name,
    opened: opened.length,
    takenUp: new Set(of('acknowledged', 'snoozed', 'resolved').map(taskOf)).size,
    breached: of('breached').length,
    resolved: resolved.length,
    byItself,
    open: Math.max(0, opened.length - resolved.length - byItself),
    right: codes.filter(code => code !== 'false_positive').length,
    outcomes: new Map([...new Set(codes)].map(code => [code, codes.filter(each => each === code).length])),
    ticked: stepsDone(lines),
    minutes: sum(resolved.map(line => line.entry.minutes ?? expectedOf(line))),
    expectedMinutes: sum(resolved.map(expectedOf)),
  };
};

/**
 * Maps each line to its task: in a loop one step opens several tasks, one after the other. Expects lines in order of
 * time.
 */
const tasksIn = (lines: readonly TaskLine[]): ((line: TaskLine) => string) => {
  const opened = new Map<string, number>();
  const names = new Map(
    lines.map(line => {
      const step = `${line.enrollment} ${line.entry.step}`;
      if (line.entry.action === 'opened') opened.set(step, (opened.get(step) ?? 0) + 1);
      return [line, `${step} ${opened.get(step) ?? 0}`];
    }),
  );
  return line => names.get(line) ?? '';
};

/** Ticks minus unticks, so that each step counts by its final state. */
const stepsDone = (lines: readonly TaskLine[]): number =>
  lines.filter(({ entry }) => entry.ticked !== undefined).length -
  lines.filter(({ entry }) => entry.unticked !== undefined).length;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
