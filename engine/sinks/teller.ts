import type { Task } from '../account/task.ts';
import type { TaskNotice } from '../ports/notices.ts';
import type { PortsWith } from '../ports/ports.ts';

/** A change of a task, and the task, which may have changed further since. */
export interface TaskNotification {
  notice: TaskNotice;
  task: Task;
  /** Idempotency key of this change. */
  key: string;
}

export type TellerPorts = PortsWith<
  'bus' | 'claims' | 'crm' | 'crmCopies' | 'poster' | 'slack' | 'taskMessages' | 'tasks'
>;

/** How a sink is notified of tasks. `to`: its name in `taskSinks`. Both throw as their port does. */
export interface TaskTeller {
  /** Sends the change. */
  tell?(told: TaskNotification, to: string, ports: TellerPorts): Promise<void>;
  /** Updates the sink's copies of the task. May be repeated. */
  show?(told: TaskNotification, to: string, ports: TellerPorts): Promise<void>;
}
