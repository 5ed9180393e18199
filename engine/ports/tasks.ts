import type { OpenTasks } from '../account/routing.ts';
import type { Task, TaskList, TaskPlace } from '../account/task.ts';

/** Tasks across accounts, by owner and by id. */
export interface Tasks {
  /** An owner's number of open tasks. Eventually consistent, which suffices to choose the owner with the fewest. */
  countOpen(owner: string): Promise<OpenTasks>;
  /**
   * A page of an owner's tasks, ordered by time; `after` is the last task of the previous page. Eventually consistent.
   */
  ofOwner(
    owner: string,
    list: TaskList,
    page: { limit: number; after?: TaskPlace },
  ): Promise<{ tasks: Task[]; isLast: boolean }>;
  /** The account of a task. Strongly consistent, as `find`. */
  accountOf(id: string): Promise<string | undefined>;
  /** One task, open or resolved. */
  find(account: string, id: string): Promise<Task | undefined>;
}
