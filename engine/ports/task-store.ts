import type { OpenTasks } from '../account/routing.ts';
import type { Task, TaskList, TaskPlace } from '../account/task.ts';

/** Tasks across accounts, by owner and by id. */
export interface TaskStore {
  /** Number of open tasks of an owner. */
  openTasks(owner: string): Promise<OpenTasks>;
  /** A page of an owner's tasks, in order of time. */
  tasksOf(
    owner: string,
    list: TaskList,
    page: { limit: number; after?: TaskPlace },
  ): Promise<{ tasks: Task[]; isLast: boolean }>;
  accountOfTask(id: string): Promise<string | undefined>;
  /** One task, open or resolved. */
  task(account: string, id: string): Promise<Task | undefined>;
}
