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

/** As EventBridge gets it. `at` is in milliseconds since the epoch. */
export interface BusEvent {
  at: number;
  bus: string;
  source: string;
  type: string;
  detail: unknown;
}

/** A world but for what is stored of accounts, as JSON keeps it at a moment when nothing happens. */
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

/** What functions and state machines run in, in virtual time. */
export interface World {
  mailbox: Mailbox;
  queues: Queues;
  /** Failures of functions that were called by a queue or a schedule. */
  errors: readonly FailedInvocation[];
  /** What operators were told. */
  alarms: RaisedAlarm[];
  metrics: LocalMetrics;
  /** Told of every decision of the functions that were loaded from their sources. */
  watchers: Decisions[];
  /** What was put on event buses. */
  busEvents: readonly BusEvent[];
  /** What is stored of accounts. */
  accountPorts: AccountPorts;
  /** What is stored of all of them together. */
  allAccounts: AllAccounts;
  /**
   * The ports that functions reach this world through.
   * @param settings variables that differ from the world's own environment
   * @param project what they are built from, for a world that reads no build folder
   */
  connect(settings?: Environment, project?: Project): AllPorts;
  executions(): Execution[];
  registerFunction(name: string, handler: LambdaHandler, options?: FunctionOptions): void;
  invoke(name: string, event: unknown): Promise<unknown>;
  /** State machines by journey id, their placeholders filled in; a changed one replaces the old for new executions. */
  deploy(definitions: Readonly<Record<string, unknown>>): void;
  subscribe(queue: string, functionName: string, options?: { batchSize?: number; windowSeconds?: number }): void;
  /**
   * Calls the function with changes of the table, each time that the clock stands still, and every day; absent where the
   * outcome is never read.
   */
  followTable?(functionName: string, stream: StreamWiring): void;
  /** Calls the function at every multiple of so many seconds, for ever; where it fails, twice again, as Lambda does. */
  schedule(everySeconds: number, functionName: string): void;
  now(): Instant;
  /** Does something at an instant. See `Timer` for groups. */
  at(at: Instant, run: () => unknown, options?: { group?: string; key?: string }): void;
  advanceTo(at: Instant): Promise<void>;
  /** Plays what is due now. */
  settle(): Promise<void>;
  /** When something happens next, schedules aside. */
  nextDue(): Instant | undefined;
  /** Advances until nothing but schedules is left to happen, or until `limit`. */
  idle(limit: Instant): Promise<void>;
  /** Rejects, with the remedy, when a process that it needs exits unexpectedly; absent where it needs none. */
  lost?: Promise<never>;
  /** What another world begins with to go on from here; undefined while something happens. */
  keep(): KeptCore | undefined;
  stop(): Promise<void>;
}
