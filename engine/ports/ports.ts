import type { Enrollment } from '../account/enrollment.ts';
import type { DomainEvent } from '../account/event.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { CompiledTemplate } from '../definition/compiled-template.ts';
import type { Itinerary } from '../definition/itinerary.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { JourneyPicture } from '../definition/journey-picture.ts';
import type { JourneySize } from '../definition/journey-size.ts';
import type { Playbook } from '../definition/playbook.ts';
import type { Pools } from '../definition/pool.ts';
import type { ExecutionInput } from '../definition/step-call.ts';
import type { Team } from '../definition/team.ts';
import type { TemplateInfo, TemplateSamples } from '../definition/template.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AccountList } from './account-list.ts';
import type { AccountPorts } from './account-ports.ts';
import type { AccountRecords } from './account-records.ts';
import type { ActionKeys } from './action-keys.ts';
import type { Alarms } from './alarms.ts';
import type { ClaimLedger } from './claim-ledger.ts';
import type { Crm } from './crm.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Decisions } from './decisions.ts';
import type { Directory } from './directory.ts';
import type { EntryRefusals } from './entry-refusals.ts';
import type { EventArchive } from './event-archive.ts';
import type { JourneyCounts } from './journey-counts.ts';
import type { Metrics } from './metrics.ts';
import type { Notices } from './notices.ts';
import type { Poster } from './poster.ts';
import type { PromptContents } from './prompt-contents.ts';
import type { Refusals } from './refusals.ts';
import type { Sends } from './sends.ts';
import type { Settings } from './settings.ts';
import type { Bus } from './sinks.ts';
import type { Slack } from './slack.ts';
import type { SuppressionList } from './suppression-list.ts';
import type { SweepQueue } from './sweep-queue.ts';
import type { Switches } from './switches.ts';
import type { Tally } from './tally.ts';
import type { TokenRules } from './token-rules.ts';
import type { DeployedVersions } from './versions.ts';

export type { Switches } from './switches.ts';

export interface Clock {
  now(): Instant;
}

/** State shared by all accounts and versions. */
export interface Controls {
  /**
   * Stores the events that this version's journeys listen to, once per process, because enrollments may outlive the
   * version.
   */
  listenTo(events: ReadonlySet<string>): Promise<void>;
  /** Events that any version listens to. Read once per process, because later versions have processes of their own. */
  listenedEvents(): Promise<ReadonlySet<string>>;
  /** The time up to which the mail service's suppression list has been read; `undefined` before the first time. */
  suppressionsKnownUntil(): Promise<Instant | undefined>;
  suppressionsAreKnown(until: Instant): Promise<void>;
  /** Adds calls to a write key's hourly count if all of them fit; returns whether they did. */
  countCalls(writeKey: string, made: { now: Instant; calls: number; atMost: number }): Promise<boolean>;
}

/** Executions of the compiled state machines. */
export interface Machines {
  /**
   * Starts an execution of the enrollment's version, if that is the one deployed last. Starting the same enrollment
   * again is not an error. `missing`: that version is not deployed, not yet or no longer. With `fallBackToLive`, its
   * earlier published version is started instead, or else the live one.
   */
  start(
    enrollment: Enrollment,
    input: ExecutionInput,
    options?: { fallBackToLive?: boolean },
  ): Promise<'started' | 'missing'>;
  /** Like `interrupt`, returns false if the wait is already over. */
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
  /** Whether the mail service has just asked this process to slow down, so that a mail now would be refused, too. */
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
/** No answer, or an inconclusive one: the mail may have been sent. */
export class MailAmbiguous extends Error {
  override readonly name = 'MailAmbiguous';
}

/** The journeys and templates of a build. */
export interface Build {
  journeys(): Promise<readonly JourneyDefinition[]>;
  /** The states that enrollments of these versions go through. */
  itineraries(): Promise<readonly Itinerary[]>;
  /** The billed quantities of an enrollment of each journey. */
  journeySizes(): Promise<readonly JourneySize[]>;
  /** Events with their allowed fields, and the stored attributes. */
  catalog(): Promise<CatalogData>;
  /** The CSMs that work on tasks. */
  team(): Promise<Team>;
  /** Pools of CSMs who share work. */
  pools(): Promise<Pools>;
  /** Playbooks, which people follow to do tasks. */
  playbooks(): Promise<readonly Playbook[]>;
  /** The templates, without their content. */
  templates(): Promise<readonly TemplateInfo[]>;
  /** The template with that content hash, in the first of the locales that it has, otherwise in `en`. */
  template(hash: string, locales: readonly string[]): Promise<CompiledTemplate>;
  /** The template with that content hash in each of its languages. */
  translations(hash: string): Promise<readonly CompiledTemplate[]>;
  samples(): Promise<TemplateSamples>;
  /** A journey's picture and explanation; `undefined` if there is no such journey, or the build drew none. */
  picture(journey: string): Promise<JourneyPicture | undefined>;
}

/**
 * Ports that reach services other than AWS's, for which the local cloud has no endpoint: it keeps what they would send.
 */
export interface OutwardPorts {
  poster: Poster;
  crm: Crm;
  /** Present if a Slack app is configured. */
  slack?: Slack | undefined;
}

/** All ports through which use cases reach the world. Each use case names those that it needs. */
export interface AllPorts extends AccountPorts, OutwardPorts {
  /** Active enrollments of a journey, page by page. */
  activeEnrollments(journey: string): AsyncIterable<readonly Enrollment[]>;
  /** Present if events are archived. */
  archive?: EventArchive | undefined;
  clock: Clock;
  alarms: Alarms;
  metrics: Metrics;
  /** Present in plays, where decisions are explained. */
  decisions?: Decisions | undefined;
  /** Present if a sink for tasks is configured. */
  notices?: Notices | undefined;
  sends: Sends;
  build: Build;
  settings: Settings;
  controls: Controls;
  deadLetters: DeadLetters;
  actionKeys: ActionKeys;
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
  accountList: AccountList;
  accountRecords: AccountRecords;
  journeyCounts: JourneyCounts;
  /** Present if lists and counts are stored rather than computed from other rows. */
  tally?: Tally | undefined;
  versions: DeployedVersions;
  entryRefusals: EntryRefusals;
  /** Rules that a CSM's token must meet; without them every token is refused. */
  csmTokens: TokenRules | undefined;
  /** Rules that the token of an application's user must meet; without them every token is refused. */
  userTokens: TokenRules | undefined;
}

/**
 * The ports that every function has. The others need code or a client of their own: a function connects those that it
 * uses.
 */
export type Ports = Pick<
  AllPorts,
  'accounts' | 'alarms' | 'build' | 'clock' | 'decisions' | 'metrics' | 'notices' | 'sends' | 'settings'
>;

export type PortsWith<Name extends keyof AllPorts> = Ports & Pick<AllPorts, Name>;
