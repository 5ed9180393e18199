import type { VirtualClock } from '../virtual-clock.ts';
import type { Execution, ExecutionStatus } from './execution.ts';
import type { StateMove } from './state-move.ts';

/** The environment of a running execution. Results are promises if they take real time. */
export interface InterpreterHost {
  clock: VirtualClock;
  seed: string;
  newToken(execution: Execution): string;
  /** The result of `lambda:invoke`, or a LateAnswer of it. @throws StateError */
  invoke(execution: Execution, given: unknown): unknown;
  /** Continues with the answer, or after that many seconds without one; a later answer is dropped. */
  awaitAnswer(execution: Execution, answer: Promise<unknown>, seconds: number): undefined;
  /** @throws StateError `DynamoDb.<name>` */
  updateItem(given: unknown): unknown;
  /** Waits for the token's answer, at most that many seconds. */
  park(execution: Execution, token: string, seconds: number): void;
  /** Continues with `move` at that instant. */
  sleep(execution: Execution, at: number, move: StateMove): undefined;
  /** Cancels the execution's wait, if any, and retires its token. */
  wake(execution: Execution): void;
  end(execution: Execution, status: Exclude<ExecutionStatus, 'RUNNING'>, outcome: ExecutionOutcome): undefined;
  /** Called for each state entered. */
  observe?(entered: StateEntered): void;
}

export interface ExecutionOutcome {
  output?: string;
  error?: string;
  cause?: string;
}

export interface StateEntered {
  /** Milliseconds since the epoch. */
  at: number;
  /** Name of the execution. */
  execution: string;
  state: string;
}
