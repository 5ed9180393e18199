/** A sink's manifest: plain data. How it is notified of tasks is in its `tell.ts`. */
export interface TaskSink {
  /** The place of its name in `taskSinks`: the secret `destinations`, or EventBridge. */
  names: 'destination' | 'bus';
  /** The changes of a task that it is told of; `none`: it has the task itself, made once and kept as it stands. */
  tells: 'every change' | 'what asks for attention' | 'none';
  /** It drops repeated changes, so a change whose delivery is unknown is sent again. */
  dropsRepeated: boolean;
}
