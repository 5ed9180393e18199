import type { Environment } from '../adapters/aws/settings.ts';
import type { Project } from '../build/build-project.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AccountPorts } from '../ports/account-ports.ts';
import type { Alarm } from '../ports/alarms.ts';
import type { AllAccounts } from '../ports/all-accounts.ts';
import type { Decisions } from '../ports/decisions.ts';
import type { AllPorts } from '../ports/ports.ts';
import type { StreamWiring } from '../wiring/functions.ts';
import { queues as wired } from '../wiring/queues.ts';
import type { FunctionOptions, LambdaHandler } from './functions.ts';
import type { Execution } from './interpreter/execution.ts';
import type { KeptMachines } from './interpreter/kept-machines.ts';
import type { KeptMailbox, Mailbox } from './mailbox.ts';
import type { LocalMetrics } from './metrics.ts';
import type { KeptQueue, Queues } from './queues.ts';

/** Names of queues that every world has. */
export const eventsQueue = wired.events.name;
export const feedbackQueue = wired.feedback.name;

export interface FailedInvocation {
  at: Instant;
  functionName: string;
  error: unknown;
}

export type RaisedAlarm = Alarm & { at: Instant };

/** An event put on EventBridge. `at` is in milliseconds since the epoch. */
export interface BusEvent {
  at: number;
  bus: string;
  source: string;
  type: string;
  detail: unknown;
}

/** A world except its stored accounts, in a form that JSON can hold, taken while nothing is running. */
export interface KeptCore {
  now: Instant;
  seed: string;
  machines: KeptMachines;
  queues: Readonly<Record<string, KeptQueue>>;
  mailbox: KeptMailbox;
  alarms: readonly RaisedAlarm[];
  busEvents: readonly BusEvent[];
  errors: readonly FailedInvocation[];
  metrics: readonly (readonly [metric: string, sum: number])[];
}

/** The environment in which functions and state machines run, in virtual time. */
export interface World {
  mailbox: Mailbox;
  queues: Queues;
  /** Failures of functions called by a queue, a schedule or the table's stream. */
  errors: readonly FailedInvocation[];
  /** Alarms raised so far. */
  alarms: RaisedAlarm[];
  metrics: LocalMetrics;
  /** Receive every decision of functions loaded from their sources. */
  watchers: Decisions[];
  /** Events put on event buses. */
  busEvents: readonly BusEvent[];
  /** Stored data of single accounts. */
  accountPorts: AccountPorts;
  /** Stored data across accounts. */
  allAccounts: AllAccounts;
  /**
   * The ports that functions reach this world through.
   * @param settings environment variables that differ from the world's own
   * @param project the project's build, for a world that does not read it from a folder
   */
  connect(settings?: Environment, project?: Project): AllPorts;
  executions(): Execution[];
  registerFunction(name: string, handler: LambdaHandler, options?: FunctionOptions): void;
  invoke(name: string, event: unknown): Promise<unknown>;
  /** State machines by journey id, their placeholders filled in; a changed one replaces the old for new executions. */
  deploy(definitions: Readonly<Record<string, unknown>>): void;
  subscribe(queue: string, functionName: string, options?: { batchSize?: number; windowSeconds?: number }): void;
  /**
   * Calls the function with changes of the table, whenever the clock stops and at least once in a while as it moves;
   * absent if the outcome is never read.
   */
  followTable?(functionName: string, stream: StreamWiring): void;
  /**
   * Calls the function at every multiple of that many seconds since the epoch; a failed call is retried twice, as by
   * Lambda.
   */
  schedule(everySeconds: number, functionName: string): void;
  now(): Instant;
  /** Calls `run` at an instant. See `Timer` for groups. */
  at(at: Instant, run: () => unknown, options?: { group?: string; key?: string }): void;
  advanceTo(at: Instant): Promise<void>;
  /** Runs everything that is due now. */
  settle(): Promise<void>;
  /** When the next timer is due, schedules aside. */
  nextDue(): Instant | undefined;
  /** Advances until nothing but schedules is left to happen, or until `limit`. */
  idle(limit: Instant): Promise<void>;
  /** Rejects, with a fix, when a process that it needs exits unexpectedly; absent if it needs none. */
  lost?: Promise<never>;
  /** State that another world can continue from; `undefined` while something is running. */
  keep(): KeptCore | undefined;
  stop(): Promise<void>;
}
