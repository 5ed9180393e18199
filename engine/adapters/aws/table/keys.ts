import { createHash } from 'node:crypto';
import type { ConsentRecord } from '../../../account/consent.ts';
import type { DomainEvent } from '../../../account/event.ts';
import type { Erasure } from '../../../account/former-contact.ts';
import type { RecurringRevenue } from '../../../account/recurring-revenue.ts';
import { type TaskPlace, taskList, taskTime } from '../../../account/task.ts';
import { linePlace, type TimelineLine } from '../../../account/timeline.ts';
import { answerPlace, type WordedAnswer } from '../../../account/worded-answer.ts';
import { storedCustomer } from '../../../connectors/customers.ts';
import type { CalendarDate, Instant } from '../../../kernel/instant.ts';
import { accountPrefix, sortKey } from '../../../kernel/row-keys.ts';
import { type WaitingFor, waitingOwners } from '../../../ports/waiting-events.ts';

/** Primary key of an item. */
export interface Key {
  pk: string;
  sk: string;
}

/** Key of an item in the index. */
export interface IndexKey {
  ipk: string;
  isk: string;
}

/** Right behind all rows that begin with `HOT#`, and right behind the contacts after them. */
export const endOfHot = `${sortKey.hot}~`;
export const endOfContacts = 'HOT~~';

export const accountPartition = (account: string): string => accountPrefix + account;
export const partitionAccount = ({ pk }: Pick<Key, 'pk'>): string => pk.slice(accountPrefix.length);
export const customerPartition = (customer: string): string => `CUSTOMER#${storedCustomer(customer)}`;
export const unmatchedPartition = 'UNMATCHED';
export const controlPartition = 'CONTROL';
export const listenedKey: Key = { pk: controlPartition, sk: 'LISTENED' };
/** Failed attempts at a queue message. */
export const triesKey = (message: string): Key => ({ pk: `MESSAGE#${message}`, sk: 'TRIES' });
export const suppressionsKey: Key = { pk: controlPartition, sk: 'SUPPRESSIONS' };
/** Number of a write key's calls in a UTC hour. */
export const callsKey = (writeKey: string, now: Instant): Key => ({
  pk: `WRITEKEY#${writeKey}`,
  sk: `CALLS#${now.slice(0, 13)}`,
});

export const profileKey = (account: string): Key => inAccount(account, sortKey.profile);
/** Marker of a commit with pages still to be applied. */
export const openCommitKey = (account: string, commit: string): Key => inAccount(account, sortKey.openCommit + commit);
export const commitPageKey = (account: string, commit: string, page: number): Key =>
  inAccount(account, `${sortKey.commitPage}${commit}#${String(page).padStart(6, '0')}`);
export const mailClaimsKey = (account: string): Key => inAccount(account, sortKey.mailClaims);
export const contactKey = (account: string, id: string): Key => inAccount(account, sortKey.contact + id);
export const enrollmentKey = (account: string, id: string): Key => inAccount(account, sortKey.enrollment + id);
/** Retired enrollments. */
export const endedKey = (account: string, id: string): Key => inAccount(account, sortKey.ended + id);
/** Journeys that have retired enrollments. */
export const retiredKey = (account: string): Key => inAccount(account, sortKey.retired);
export const activeKey = (account: string, enrollment: string): Key => inAccount(account, sortKey.active + enrollment);
export const openTaskKey = (account: string, id: string): Key => inAccount(account, sortKey.openTask + id);
export const resolvedTaskKey = (account: string, id: string): Key => inAccount(account, sortKey.resolvedTask + id);
export const deliveryKey = (account: string, id: string): Key => inAccount(account, sortKey.delivery + id);
export const noticeKey = (account: string, name: string): Key => inAccount(account, sortKey.notice + name);
export const digestKey = (csm: string, monday: string): Key => ({ pk: `CSM#${csm}`, sk: `DIGEST#${monday}` });
export const answerKey = (answer: Pick<WordedAnswer, 'account' | 'at' | 'id'>): Key =>
  inAccount(answer.account, sortKey.answer + answerPlace(answer));
export const promptKey = (account: string, id: string): Key => inAccount(account, sortKey.prompt + id);
export const promptsVersionKey = (account: string): Key => inAccount(account, sortKey.promptsVersion);
export const promptReaderKey = (account: string, contact: string): Key =>
  inAccount(account, sortKey.promptReader + contact);
export const healthKey = ({ account, at }: { account: string; at: Instant }): Key =>
  inAccount(account, sortKey.health + at);
export const revenueKey = (account: string, { at, subscription }: RecurringRevenue): Key =>
  inAccount(account, `${sortKey.revenue}${at}#${subscription}`);
/** Addresses of erased contacts in all accounts. */
export const erasedAddressKey = (digest: string): Key => ({ pk: `ERASED#${digest}`, sk: 'ADDRESS' });
/** The log of erasures, ordered by time. */
export const erasuresPartition = 'ERASURES';
export const erasureKey = ({ account, contact, at }: Erasure): Key => ({
  pk: erasuresPartition,
  sk: `${at}#${createHash('sha256')
    .update(JSON.stringify([account, contact]))
    .digest('hex')}`,
});
/** Ordered by time. A repeat of the same choice at the same instant is the same line. */
export const consentKey = (account: string, { contact, at, topic, source, status }: ConsentRecord): Key =>
  inAccount(account, `${consentsOf(contact)}${at}#${topic}#${source}#${status}`);
/** Encoded, because ids may contain `#`, and no contact's prefix may match another's lines. */
export const consentsOf = (contact: string): string => `${sortKey.consent}${encodeURIComponent(contact)}#`;
export const successPlanKey = (account: string): Key => inAccount(account, sortKey.successPlan);
export const evaluationKey = (account: string): Key => inAccount(account, sortKey.evaluation);
export const lineKey = (line: TimelineLine): Key => inAccount(line.account, `${sortKey.line}${linePlace(line)}`);

/**
 * Spreads a UTC day over 256 items by the event's id: DynamoDB bills an addition to a set by the size of the whole
 * item, and an item holds 400 KB, some 6,000 events. So an active account may have more than a million events a day.
 */
export const dayKey = (account: string, { id, occurredAt }: Pick<DomainEvent, 'id' | 'occurredAt'>): Key =>
  inAccount(account, `${startOfUsage(occurredAt)}#${createHash('sha256').update(id).digest('hex').slice(0, 2)}`);

/**
 * Seat updates, sharded by user over 256 items of up to 400 KB: room for over a million users, and writes stay small.
 */
export const seatKey = (account: string, user: string): Key =>
  inAccount(account, sortKey.seat + createHash('sha256').update(user).digest('hex').slice(0, 2));

/** Sorts before all usage of the UTC day of `at`, and after that of the days before. */
export const startOfUsage = (at: Instant): string => sortKey.day + at.slice(0, 10);

export const waitingKeys = (event: DomainEvent): Key[] =>
  waitingOwners(event).map(owner => ({
    pk: waitingPartition(owner),
    sk: `${sortKey.waiting}${event.occurredAt}#${event.id}`,
  }));

export const waitingPartition = (owner: WaitingFor): string => {
  if (owner === 'unmatched') return unmatchedPartition;
  return 'account' in owner ? accountPartition(owner.account) : customerPartition(owner.customer);
};

export const customerKey = (customer: string): Key => ({ pk: customerPartition(customer), sk: 'ACCOUNT' });

/** Items due by time alone, the longest overdue first; the prefix of `sk` identifies their kind. */
export const dueIndex = (dueAt: Instant, { pk, sk }: Key): IndexKey => ({
  ipk: duePartition,
  isk: `${dueAt}#${pk}#${sk}`,
});

export const duePartition = 'DUE';

/** A guarded signal's counts over all accounts in a week, and the telemetry guard's verdict. */
export const weekPartition = (journey: string, period: string): string => `WEEK#${journey}#${period}`;
export const weekCountPrefix = 'COUNT#';
export const weekCountKey = (journey: string, period: string, shard: string): Key => ({
  pk: weekPartition(journey, period),
  sk: weekCountPrefix + shard,
});
export const weekVerdictKey = (journey: string, period: string): Key => ({
  pk: weekPartition(journey, period),
  sk: 'VERDICT',
});

/** Figures of a plan's accounts, and each day's medians of them. */
export const planPartition = (plan: string): string => `PLAN#${plan}`;
export const planAccountPrefix = 'ACCOUNT#';
export const planFiguresKey = (plan: string, account: string): Key => ({
  pk: planPartition(plan),
  sk: planAccountPrefix + account,
});
export const mediansKey = (plan: string, day: CalendarDate): Key => ({ pk: planPartition(plan), sk: `MEDIANS#${day}` });

/**
 * Active enrollments of a journey, sharded by account over 16 partitions: thousands may begin or end in the same
 * second.
 */
export const activeIndex = (journey: string, account: string, enrollment: string): IndexKey => ({
  ipk: activePartition(journey, createHash('sha256').update(account).digest('hex').charAt(0)),
  isk: `${account}#${enrollment}`,
});

export const activePartition = (journey: string, shard: string): string => `ACTIVE#${journey}#${shard}`;
export const shards: readonly string[] = [...'0123456789abcdef'];

/** Recurring revenue of all accounts, sharded by account over 16 partitions. */
export const revenueIndex = (account: string, { at, subscription }: RecurringRevenue): IndexKey => ({
  ipk: revenuePartition(createHash('sha256').update(account).digest('hex').charAt(0)),
  isk: `${at}#${account}#${subscription}`,
});

export const revenuePartition = (shard: string): string => `REVENUE#${shard}`;

/** A journey's sends by day, and each day's peak over ten minutes. */
export const sendsPartition = (journey: string): string => `SENDS#${journey}`;
export const sendsKey = (journey: string, day: string, shard: string): Key => ({
  pk: sendsPartition(journey),
  sk: `${day}#${shard}`,
});
export const peakPrefix = 'PEAK#';
export const peakKey = (journey: string, day: string): Key => ({ pk: sendsPartition(journey), sk: peakPrefix + day });

/** An owner's tasks by list: open ones, the most urgent first, and done ones, ordered by time. */
export const ownerIndex = (task: TaskPlace): IndexKey => ({
  ipk: ownerPartition(task.owner),
  isk: `${taskList(task)}#${taskTime(task)}#${task.account}#${task.id}`,
});

/** Texts of prompts by digest, shared by all accounts and versions. */
export const promptContentKey = (hash: string): Key => ({ pk: `CONTENT#${hash}`, sk: 'PROMPT' });

/** Calls whose account is not resolved yet, for operators, sharded by id over 16 partitions. */
export const keptPartition = (shard: string): string => `KEPT#${shard}`;
export const keptIndex = ({ id, receivedAt }: { id: string; receivedAt: Instant }): IndexKey => ({
  ipk: keptPartition(createHash('sha256').update(id).digest('hex').charAt(0)),
  isk: `${receivedAt}#${id}`,
});

/** Rejected calls, sharded by id over 16 partitions. */
export const refusedPartition = (shard: string): string => `REFUSED#${shard}`;
export const refusedPrefix = 'CALL#';
export const refusedCallKey = (id: string): Key => ({
  pk: refusedPartition(createHash('sha256').update(id).digest('hex').charAt(0)),
  sk: refusedPrefix + id,
});

/** Finds the account of a task by the task's id alone. */
export const taskKey = (id: string): Key => ({ pk: `TASKID#${id}`, sk: 'ACCOUNT' });

/** Contacts by a hash of their address. */
export const addressPartition = (hash: string): string => `ADDRESS#${hash}`;

export const ownerPartition = (owner: string): string => `OWNER#${owner}`;

const inAccount = (account: string, sk: string): Key => ({ pk: accountPartition(account), sk });
