import type { Contact, Profile, SeatChange } from '../account/account.ts';
import type { AuditLine } from '../account/audit-line.ts';
import type { ConsentRecord } from '../account/consent.ts';
import type { Delivery } from '../account/delivery.ts';
import type { Enrollment } from '../account/enrollment.ts';
import type { EntryRefusal } from '../account/entry-refusal.ts';
import type { Evaluation } from '../account/evaluation.ts';
import type { DomainEvent } from '../account/event.ts';
import type { Erasure } from '../account/former-contact.ts';
import type { HealthRecord } from '../account/health-state.ts';
import type { Figures, PlanRow } from '../account/medians.ts';
import type { Note } from '../account/note.ts';
import type { Prompt } from '../account/prompt.ts';
import type { PromptReader } from '../account/prompt-reader.ts';
import type { RecurringRevenue } from '../account/recurring-revenue.ts';
import type { SuccessPlan } from '../account/success-plan.ts';
import type { Task } from '../account/task.ts';
import type { GuardVerdict, WeekCount } from '../account/telemetry-guard.ts';
import type { TimelineLine } from '../account/timeline.ts';
import type { WordedAnswer } from '../account/worded-answer.ts';
import type { JourneyRoute } from '../counts/route.ts';
import type { CompiledTemplate } from '../definition/compiled-template.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AskedAction } from '../ports/action-keys.ts';
import type { ClaimState } from '../ports/claim-ledger.ts';
import type { CrmCopy } from '../ports/crm-copies.ts';
import type { KeptCall } from '../ports/directory.ts';
import type { Clock } from '../ports/ports.ts';
import type { RefusedCall } from '../ports/refusals.ts';
import type { DueItem } from '../ports/sweep-queue.ts';
import type { TaskMessage } from '../ports/task-messages.ts';
import type { BegunEnrollment } from '../ports/versions.ts';
import type { DayFigures } from '../sending/brake.ts';
import type { LiveVersions } from '../versions/live-versions.ts';
import { type ExpiringRows, keptForGood, newExpiringRows } from './expiring-rows.ts';
import { newRows, type Rows } from './rows.ts';
import { newUsage, type UsageRows } from './usage-rows.ts';

/** All that is stored of one account. */
export interface AccountRows {
  account: string;
  profile?: Profile;
  evaluation?: Evaluation;
  mailClaims?: number;
  successPlan?: SuccessPlan;
  contacts: Rows<Contact>;
  /** Tombstones of erased contacts. */
  remains: Rows<Contact>;
  consents: Rows<ConsentRecord>;
  enrollments: Rows<Enrollment>;
  retired: Rows<Enrollment>;
  /** Journeys with retired enrollments. */
  retiredJourneys: Rows<string>;
  seats: Map<string, SeatChange>;
  /** Cached `latestSeats` of `seats`, until the next write. */
  latestSeats?: readonly SeatChange[] | undefined;
  openTasks: Rows<Task>;
  resolvedTasks: Rows<Task>;
  deliveries: Rows<Delivery>;
  prompts: ExpiringRows<Prompt>;
  /** Changes whenever a prompt is written. */
  promptsVersion?: string;
  promptReaders: Rows<PromptReader>;
  health: ExpiringRows<HealthRecord>;
  answers: ExpiringRows<WordedAnswer>;
  notes: ExpiringRows<Note>;
  audit: ExpiringRows<AuditLine>;
  revenue: Rows<RecurringRevenue>;
  taskActs: ExpiringRows<DomainEvent>;
  taskMessages: ExpiringRows<TaskMessage>;
  /** By CRM and task. */
  crmCopies: ExpiringRows<CrmCopy>;
  lines: Rows<TimelineLine>;
  usage: UsageRows;
}

/** The counterpart of the cloud world's table: all stored rows, in the memory of one process. */
export interface Store {
  clock: Clock;
  accounts: Map<string, AccountRows>;
  customers: Map<string, string>;
  /** Contacts by their mailboxes. */
  mailboxes: Map<string, Rows<{ account: string; contact: string }>>;
  /** Digests of the addresses of erased contacts. */
  erasedAddresses: Set<string>;
  erasures: Rows<Erasure>;
  /** Accounts of tasks, by the task. */
  taskAccounts: Map<string, string>;
  /** Tasks of an owner, by list and time. */
  ownersTasks: Map<string, Rows<Task>>;
  /** Tasks by CRM and id there. */
  copiedTasks: ExpiringRows<{ account: string; id: string }>;
  due: Rows<DueItem>;
  /** Keys of `due` by name of the evaluation or delivery. */
  duePlaces: Map<string, string>;
  /** By plan. */
  planFigures: Map<string, ExpiringRows<PlanRow>>;
  medians: ExpiringRows<Figures>;
  guardedWeeks: Map<string, KeptWeek>;
  /** By journey. */
  sends: Map<string, JourneySends>;
  /** By the account or the billing customer that they wait for; `unmatched` for events that name neither. */
  waiting: Map<string, ExpiringRows<DomainEvent>>;
  claims: ExpiringRows<ClaimState>;
  accountsOfUsers: Map<string, Rows<string>>;
  usersOfVisitors: Map<string, Rows<string>>;
  /** Calls that wait for a user or a visitor, by that owner. */
  keptCalls: Map<string, ExpiringRows<KeptCall>>;
  refusals: ExpiringRows<RefusedCall>;
  listened: Set<string>;
  suppressions: { knownUntil?: Instant };
  /** Calls by write key and hour. */
  callCounts: ExpiringRows<number>;
  /** Receive counts already counted, by message id. */
  attempts: ExpiringRows<ReadonlySet<number>>;
  journeyAudit: Map<string, ExpiringRows<AuditLine>>;
  /** By `actionKeyDigest`. */
  actions: ExpiringRows<AskedAction>;
  promptContents: Map<string, readonly CompiledTemplate[]>;
  /** Steps of the versions that were ever built, by journey and version. */
  routes: Map<string, JourneyRoute>;
  versions: KeptVersions;
  /** By account, then by journey. */
  entryRefusals: Map<string, ExpiringRows<EntryRefusal>>;
}

export interface KeptVersions {
  live: LiveVersions;
  /** By journey and version. */
  definitions: Rows<JourneyDefinition>;
  /** By journey, version and time. */
  begun: ExpiringRows<BegunEnrollment>;
}

export interface KeptWeek {
  count: Readonly<WeekCount>;
  verdict?: GuardVerdict;
}

export interface JourneySends {
  /** By UTC day. */
  days: ExpiringRows<{ day: string; figures: DayFigures; windows: ReadonlyMap<Instant, number> }>;
  peaks: ExpiringRows<{ day: string; most: number }>;
}

export const newStore = (clock: Clock): Store => ({
  clock,
  accounts: new Map(),
  customers: new Map(),
  mailboxes: new Map(),
  erasedAddresses: new Set(),
  erasures: newRows(),
  taskAccounts: new Map(),
  ownersTasks: new Map(),
  copiedTasks: newExpiringRows(),
  due: newRows(),
  duePlaces: new Map(),
  planFigures: new Map(),
  medians: newExpiringRows(),
  guardedWeeks: new Map(),
  sends: new Map(),
  waiting: new Map(),
  claims: newExpiringRows(),
  accountsOfUsers: new Map(),
  usersOfVisitors: new Map(),
  keptCalls: new Map(),
  refusals: newExpiringRows(),
  listened: new Set(),
  suppressions: {},
  callCounts: newExpiringRows(),
  attempts: newExpiringRows(),
  journeyAudit: new Map(),
  actions: newExpiringRows(),
  promptContents: new Map(),
  routes: new Map(),
  entryRefusals: new Map(),
  versions: { live: {}, definitions: newRows(), begun: newExpiringRows() },
});

const newAccount = (account: string): AccountRows => ({
  account,
  contacts: newRows(),
  remains: newRows(),
  consents: newRows(),
  enrollments: newRows(),
  retired: newRows(),
  retiredJourneys: newRows(),
  seats: new Map(),
  openTasks: newRows(),
  resolvedTasks: newRows(),
  deliveries: newRows(),
  prompts: newExpiringRows(),
  promptReaders: newRows(),
  health: newExpiringRows(keptForGood),
  answers: newExpiringRows(keptForGood),
  notes: newExpiringRows(keptForGood),
  audit: newExpiringRows(),
  revenue: newRows(),
  taskActs: newExpiringRows(),
  taskMessages: newExpiringRows(),
  crmCopies: newExpiringRows(),
  lines: newRows(),
  usage: newUsage(),
});

/** The rows of an account for writing; created if missing. */
export const accountRows = ({ accounts }: Store, account: string): AccountRows =>
  entry(accounts, account, () => newAccount(account));

/** The rows of an account for reading; shared empty rows if it has none. */
export const readAccount = ({ accounts }: Store, account: string): AccountRows => accounts.get(account) ?? nothing;

const nothing = newAccount('');

/** The value under the key; created if missing. */
export const entry = <Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value => {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
};
