/** A sink's manifest: plain data. How it is notified of tasks is in its `tell.ts`. */
export interface TaskSink {
  /** The place of its name in `taskSinks`: the secret `destinations`, or EventBridge. */
  names: 'destination' | 'bus';
  /** The task changes that are sent to it; `none`: it gets a copy of the task, created once and kept up to date. */
  tells: 'every change' | 'what asks for attention' | 'none';
  /** The sink drops repeated changes, so a change with an unknown outcome may be sent again. */
  dropsRepeated: boolean;
}
