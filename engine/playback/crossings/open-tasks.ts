import type { OpenTasks } from '../../account/routing.ts';
import type { TaskList } from '../../account/task.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { OwnCrossings } from './crossings.ts';

/** How many tasks of some accounts an owner had open over time. */
export interface OpenOverTime {
  /** Right before an instant. */
  before(owner: string, at: Instant): OpenTasks;
  /** With all that was written at that instant. */
  by(owner: string, at: Instant): OpenTasks;
}

interface Step {
  at: Instant;
  list: TaskList;
  more: 1 | -1;
}

/** By what these accounts wrote of their tasks. */
export const openOverTime = (owns: Iterable<Pick<OwnCrossings, 'tasks'>>): OpenOverTime => {
  const steps = new Map<string, Step[]>();
  const note = (owner: string, step: Step): void => {
    const known = steps.get(owner);
    if (known) known.push(step);
    else steps.set(owner, [step]);
  };
  for (const { tasks } of owns) {
    const places = new Map<string, [owner: string, list: TaskList]>();
    for (const written of tasks) {
      const [at, id, owner, list] = JSON.parse(written) as [Instant, string, string, TaskList];
      const [formerOwner, formerList] = places.get(id) ?? [];
      if (formerOwner !== undefined && formerList !== undefined) note(formerOwner, { at, list: formerList, more: -1 });
      note(owner, { at, list, more: 1 });
      places.set(id, [owner, list]);
    }
  }
  const count = (owner: string, isCounted: (at: Instant) => boolean): OpenTasks => {
    const open = { now: 0, digest: 0, done: 0 };
    for (const { at, list, more } of steps.get(owner) ?? []) if (isCounted(at)) open[list] += more;
    return { now: open.now, digest: open.digest };
  };
  return {
    before: (owner, until) => count(owner, at => at < until),
    by: (owner, until) => count(owner, at => at <= until),
  };
};

/** How many tasks an owner had open after the first writes of an account. */
export const openAfter = ({ tasks }: Pick<OwnCrossings, 'tasks'>, writes: number, owner: string): OpenTasks =>
  openOverTime([{ tasks: tasks.slice(0, writes) }]).by(owner, endOfTime);

/** After every instant. */
const endOfTime: Instant = '9';

/** What one has more than the other, over time. */
export const minusOverTime = (a: OpenOverTime, b: OpenOverTime): OpenOverTime => ({
  before: (owner, at) => minusTasks(a.before(owner, at), b.before(owner, at)),
  by: (owner, at) => minusTasks(a.by(owner, at), b.by(owner, at)),
});

export const plusTasks = (a: OpenTasks, b: OpenTasks): OpenTasks => ({
  now: a.now + b.now,
  digest: a.digest + b.digest,
});

export const minusTasks = (a: OpenTasks, b: OpenTasks): OpenTasks => ({
  now: a.now - b.now,
  digest: a.digest - b.digest,
});

export const sameTasks = (a: OpenTasks, b: OpenTasks): boolean => a.now === b.now && a.digest === b.digest;
