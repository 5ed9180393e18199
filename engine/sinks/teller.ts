import type { Task } from '../account/task.ts';
import type { TaskNotice } from '../ports/notices.ts';
import type { PortsWith } from '../ports/ports.ts';

/** A change of a task, and the task, which may be further than that by now. */
export interface TaskNotification {
  notice: TaskNotice;
  task: Task;
  /** Of this change: a receiver that finds it again has it already. */
  key: string;
}

export type TellerPorts = PortsWith<
  'bus' | 'claims' | 'crm' | 'crmCopies' | 'poster' | 'slack' | 'taskMessages' | 'tasks'
>;

/** How tasks are told at a sink. `to`: its name in `taskSinks`. Both throw as their port does. */
export interface TaskTeller {
  /** Tells of the change. */
  tell?(told: TaskNotification, to: string, ports: TellerPorts): Promise<void>;
  /** Shows the task as it stands where the sink has it. May be repeated. */
  show?(told: TaskNotification, to: string, ports: TellerPorts): Promise<void>;
}
