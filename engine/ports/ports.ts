import type { AccountSnapshot, Contact, Profile } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import type { Delivery } from '../account/delivery.ts';
import type { Enrollment } from '../account/enrollment.ts';
import type { DomainEvent } from '../account/event.ts';
import type { HealthRecord } from '../account/health-state.ts';
import type { Prompt } from '../account/prompt.ts';
import type { PromptReader } from '../account/prompt-reader.ts';
import type { GuardedWeek, GuardVerdict, WeekCount } from '../account/telemetry-guard.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { CompiledTemplate } from '../definition/compiled-template.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { ExecutionInput } from '../definition/step-call.ts';
import type { Team } from '../definition/team.ts';
import type { TemplateInfo } from '../definition/template.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Alarms } from './alarms.ts';
import type { ClaimLedger } from './claim-ledger.ts';
import type { ContactStore } from './contact-store.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Directory } from './directory.ts';
import type { Metrics } from './metrics.ts';
import type { Notices } from './notices.ts';
import type { PlanStore } from './plan-store.ts';
import type { Poster } from './poster.ts';
import type { PromptContents } from './prompt-contents.ts';
import type { Refusals } from './refusals.ts';
import type { Sends } from './sends.ts';
import type { Settings } from './settings.ts';
import type { Bus } from './sinks.ts';
import type { SuppressionList } from './suppression-list.ts';
import type { DueItem, SweepQueue } from './sweep-queue.ts';
import type { Switches } from './switches.ts';
import type { TaskStore } from './task-store.ts';
import type { TokenRules } from './token-rules.ts';

export type { Switches } from './switches.ts';
export type { Change };

export interface Clock {
  now(): Instant;
}

/** A commit was refused by the condition of one of its changes; nothing was written. */
export class CommitConflict extends Error {
  override readonly name = 'CommitConflict';
  declare readonly change: Change;
  constructor(change: Change) {
    super(`A newer write came first: ${change.kind}`);
    // Not enumerable: loggers print an error's fields, and a change may hold personal data.
    Object.defineProperty(this, 'change', { value: change });
  }
}

/** What an event is kept for; `unmatched` ones name neither an account nor a customer. */
export type WaitingFor = { account: string } | { customer: string } | 'unmatched';

/** An account's partition of the table. */
export interface AccountStore extends TaskStore, ContactStore, PlanStore {
  /**
   * One query. `usageSince` widens it to the usage since then; `withoutContacts` leaves out the contacts, which most
   * decisions do not need. Strongly consistent.
   */
  snapshot(account: string, options?: { usageSince?: Instant; withoutContacts?: boolean }): Promise<AccountSnapshot>;
  /**
   * All or nothing, in one round trip for up to 100 rows. Larger commits continue in pages, which the next `snapshot` completes
   * if this process dies. @throws CommitConflict
   */
  commit(account: string, changes: readonly Change[]): Promise<void>;
  /** Was the event marked as handled? */
  handled(event: DomainEvent): Promise<boolean>;
  /** Sets `seen_<flag>` if `at` is newer; returns the enrollment as it is now. One round trip. */
  see(account: string, enrollment: string, flag: string, at: Instant): Promise<Enrollment | undefined>;
  deliveries(account: string, ids: readonly string[]): Promise<Delivery[]>;
  /** Adds a fact to a delivery. Returns the delivery as it was, or nothing when there is none. */
  recordFact(
    account: string,
    delivery: string,
    fact: keyof Delivery['facts'],
    at: Instant,
  ): Promise<Delivery | undefined>;
  prompts(account: string): Promise<Prompt[]>;
  /** What tells whether a reader's prompts changed, in one small read. `version` is absent while there never was one. */
  promptReading(account: string, contact: string): Promise<PromptReading>;
  profile(account: string): Promise<Profile | undefined>;
  /** The enrollments that exist, in the order of `ids`. */
  enrollments(account: string, ids: readonly string[]): Promise<Enrollment[]>;
  /**
   * Events kept for an account, for a processor's customer, or for an operator to assign, in order of time: the
   * first `atMost`, or all.
   */
  waiting(owner: WaitingFor, options?: { atMost: number }): Promise<DomainEvent[]>;
  accountOfCustomer(customer: string): Promise<string | undefined>;
  /** The last `atMost` health scores up to `until`, the newest first. */
  healthHistory(account: string, options: { until: Instant; atMost: number }): Promise<HealthRecord[]>;
  /** A page of what is due by then, the longest due first; `after` is the last of the page before. Eventually consistent. */
  due(by: Instant, after?: DueItem): Promise<{ found: DueItem[]; more: boolean }>;
  /** What all accounts say of a guarded signal in a week, and what was made of it. Strongly consistent. */
  guardedWeek(week: GuardedWeek): Promise<{ count: WeekCount; verdict?: GuardVerdict }>;
  /** The first verdict on a week holds; returns it. */
  speakVerdict(week: GuardedWeek, verdict: GuardVerdict, count: WeekCount): Promise<GuardVerdict>;
}

/** A reader, and the mark of the prompts of their account. */
export interface PromptReading {
  version?: string;
  reader?: PromptReader;
  contact?: Contact;
}

/** What holds across accounts and versions. */
export interface Controls {
  /** Events that this version's journeys listen to, told once per process: its enrollments may outlive it. */
  listenTo(events: ReadonlySet<string>): Promise<void>;
  /** Events that any version told so far. Read once per process: what grows later are this version's own. */
  listenedEvents(): Promise<ReadonlySet<string>>;
  /** Until when the mail service's list of suppressed addresses is known; absent before the first time. */
  suppressionsKnownUntil(): Promise<Instant | undefined>;
  suppressionsAreKnown(until: Instant): Promise<void>;
  /** Adds calls of a write key to those of the hour, if there is room for all of them; was there? */
  countCalls(writeKey: string, made: { now: Instant; calls: number; atMost: number }): Promise<boolean>;
}

/** Executions of the compiled state machines. */
export interface Machines {
  /**
   * Starts the version that the enrollment is of, or `whatever` is live. Starting the same enrollment again is no error.
   * `missing`: that version is not deployed, not yet or no more.
   */
  start(
    enrollment: Enrollment,
    input: ExecutionInput,
    options?: { whatever?: boolean },
  ): Promise<'started' | 'missing'>;
  /** The three return false when the wait is already over. */
  resume(resumeToken: string): Promise<boolean>;
  interrupt(resumeToken: string, error: string, cause: Record<string, string>): Promise<boolean>;
}

export interface Queue {
  /** In order per account, at least once. */
  publish(event: DomainEvent): Promise<void>;
  /** As `publish`, ten to a request. */
  publishAll(events: readonly DomainEvent[]): Promise<void>;
}

export interface Mail {
  to: string;
  from: string;
  subject: string;
  html: string;
  text: string;
  headers: Readonly<Record<string, string>>;
  configurationSet: string;
  /** `[A-Za-z0-9_-]` only. */
  tags: Readonly<Record<string, string>>;
  tracking: boolean;
}

export interface Mailer {
  /** One attempt. @throws MailRejected, MailThrottled, MailAmbiguous */
  send(mail: Mail): Promise<{ messageId: string }>;
  /** Whether the mail service asked this process to slow down a moment ago: a mail now would be refused, too. */
  isBusy(now: Instant): boolean;
}

/** The mail service refused the mail for good; it was not sent. */
export class MailRejected extends Error {
  override readonly name = 'MailRejected';
}
/** The mail service asks to slow down; the mail was not sent. */
export class MailThrottled extends Error {
  override readonly name = 'MailThrottled';
}
/** No answer, or one that does not tell: the mail may have been sent. */
export class MailAmbiguous extends Error {
  override readonly name = 'MailAmbiguous';
}

/** What the build made of journeys and templates. */
export interface Build {
  journeys(): Promise<readonly JourneyDefinition[]>;
  /** Events with the fields that may travel, and the attributes that are kept. */
  catalog(): Promise<CatalogData>;
  /** The CSMs that work on tasks. */
  team(): Promise<Team>;
  /** What there is of templates. */
  templates(): Promise<readonly TemplateInfo[]>;
  /** Template of that content hash, in the first of the locales that it has, else in `en`. */
  template(hash: string, locales: readonly string[]): Promise<CompiledTemplate>;
  /** The same in each of its languages. */
  translations(hash: string): Promise<readonly CompiledTemplate[]>;
}

/** What every service reaches the world through. */
export interface Ports {
  clock: Clock;
  accounts: AccountStore;
  alarms: Alarms;
  metrics: Metrics;
  /** Present where a sink for tasks is configured. */
  notices?: Notices | undefined;
  sends: Sends;
  poster: Poster;
  build: Build;
  settings: Settings;
}

/** Ports that only the functions carry that use them, as each brings along code or a client of its own. */
export interface FurtherPorts {
  controls: Controls;
  deadLetters: DeadLetters;
  claims: ClaimLedger;
  machines: Machines;
  queue: Queue;
  refusals: Refusals;
  directory: Directory;
  sweeps: SweepQueue;
  bus: Bus;
  mailer: Mailer;
  promptContents: PromptContents;
  suppressionList: SuppressionList;
  switches: Switches;
  /** Rules that a CSM's token must meet; without them every token is refused. */
  csmTokens: TokenRules | undefined;
  /** Rules that the token of an application's user must meet; without them every token is refused. */
  userTokens: TokenRules | undefined;
}

export type PortsWith<Name extends keyof FurtherPorts> = Ports & Pick<FurtherPorts, Name>;

export type AllPorts = Ports & FurtherPorts;
