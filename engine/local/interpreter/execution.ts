import { hash } from 'node:crypto';
import type { Timer } from '../due-heap.ts';
import type { Machine } from './machine.ts';
import type { StateMove } from './state-move.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface Execution {
  arn: string;
  name: string;
  machineArn: string;
  machine: Machine;
  /** Work that must happen in order shares a group: the account of the input. */
  group: string;
  /** JSON, as it was given. */
  input: string;
  status: ExecutionStatus;
  /** JSON. */
  output?: string;
  error?: string;
  cause?: string;
  /** Milliseconds since the epoch, as all times here. */
  startedAt: number;
  stoppedAt?: number;
  /** Billed: each state entered, and each retry. */
  transitions: number;
  /** Events of the history, of which Step Functions allows 25,000. */
  history: number;
  position: Position;
}

/** The state that an execution is in. */
export interface Position {
  state: string;
  input: unknown;
  enteredAt: number;
  variables: Readonly<Record<string, unknown>>;
  /** Attempts so far that each retrier of the state has ordered. */
  retries: number[];
  context: ContextObject;
  waiting?: Waiting;
  /** Task tokens and random numbers so far. */
  tokens: number;
  draws: number;
}

/** The wait that an execution is in, and its `move` when the time is up, unless an answer comes first. */
export interface Waiting {
  token?: string | undefined;
  at: number;
  move: StateMove;
  due: Timer;
}

/** `$states.context`. */
export interface ContextObject {
  Execution: { Id: string; Name: string; Input: unknown; StartTime: string; RedriveCount: number };
  StateMachine: { Id: string; Name: string };
  State: { Name: string; EnteredTime: string; RetryCount: number };
  Task: { Token?: string };
}

interface Beginning {
  arn: string;
  name: string;
  machineArn: string;
  machine: Machine;
  input: string;
  value: unknown;
  now: number;
}

/** Executions of one account share a group: what happens to them happens in order. */
export const beginExecution = ({ arn, name, machineArn, machine, input, value, now }: Beginning): Execution => ({
  arn,
  name,
  machineArn,
  machine,
  group: groupOf(value) ?? name,
  input,
  status: 'RUNNING',
  startedAt: now,
  transitions: 0,
  history: 1, // ExecutionStarted
  position: {
    state: machine.startAt,
    input: value,
    enteredAt: now,
    variables: {},
    retries: [],
    tokens: 0,
    draws: 0,
    context: {
      Execution: { Id: arn, Name: name, Input: value, StartTime: isoInstant(now), RedriveCount: 0 },
      StateMachine: { Id: machineArn, Name: machineArn.slice(machineArn.lastIndexOf(':') + 1) },
      State: { Name: machine.startAt, EnteredTime: isoInstant(now), RetryCount: 0 },
      Task: {},
    },
  },
});

const groupOf = (input: unknown): string | undefined =>
  typeof input === 'object' && input !== null && 'account' in input && typeof input.account === 'string'
    ? input.account
    : undefined;

export const closeExecution = (
  execution: Execution,
  status: ExecutionStatus,
  { output, error, cause }: { output?: string; error?: string; cause?: string },
  now: number,
) => {
  execution.status = status;
  execution.output = output;
  execution.error = error;
  execution.cause = cause;
  execution.stoppedAt = now;
  execution.history += 1;
};

export const hasEnded = (execution: Execution): boolean => execution.status !== 'RUNNING';

/** The next number in [0, 1) of the execution's own random sequence, which other executions do not affect. */
export const draw = (seed: string, execution: Execution): number => {
  execution.position.draws += 1;
  const digest = hash('sha256', `${seed}|${execution.arn}|${execution.position.draws}`, 'hex');
  return Number.parseInt(digest.slice(0, 8), 16) / 2 ** 32;
};

/** Caches the last instant, because many executions move at the same one. */
export const isoInstant = (now: number): string => {
  if (now !== latest.now) latest = { now, text: new Date(now).toISOString() };
  return latest.text;
};
let latest = { now: 0, text: '1970-01-01T00:00:00.000Z' };
