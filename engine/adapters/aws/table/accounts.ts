import type { AccountSnapshot, Contact, Profile } from '../../../account/account.ts';
import { type Change, seatsIn, successPlansIn } from '../../../account/change.ts';
import { rowsPerCommit } from '../../../account/commit-pages.ts';
import type { Evaluation } from '../../../account/evaluation.ts';
import { isErased } from '../../../account/former-contact.ts';
import type { Task } from '../../../account/task.ts';
import { usageOf } from '../../../account/usage.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { sortKey } from '../../../kernel/row-keys.ts';
import { type Accounts, CommitConflict, type SnapshotOptions } from '../../../ports/accounts.ts';
import type { Clock } from '../../../ports/ports.ts';
import { isAlive } from '../../../ports/retention.ts';
import { writesOf } from './change-writes.ts';
import { commitInPages, completeCommits } from './commit-in-pages.ts';
import { accountPartition, dayKey, endOfContacts, endOfHot, enrollmentKey, profileKey, startOfUsage } from './keys.ts';
import { usageReader, wasHandled } from './rows/day.ts';
import { enrollmentFromItem } from './rows/enrollment.ts';
import { keepSeatChange, seatsOf } from './rows/seat.ts';
import { keepSuccessPlan, successPlanOf } from './rows/success-plan.ts';
import { content, type StoredItem } from './stored-item.ts';
import { itemAt, itemsUnder, pagesBetween, type Table } from './table.ts';
import { writeTogether } from './write-items.ts';

/** Accounts in one DynamoDB table; the layout is in `keys.ts`. A snapshot is one query. */
export const tableAccounts = (table: Table, clock: Clock): Accounts => ({
  snapshot: (account, options) => snapshot(table, account, clock.now(), options),
  commit: (account, changes) => commit(table, account, changes, clock.now()),

  handled: async event => {
    if (event.account === undefined) return false;
    const day = await itemAt(table, dayKey(event.account, event));
    return day !== undefined && isAlive(day, clock.now()) && wasHandled(day, event.id);
  },

  profile: async account => {
    const item = await itemAt(table, profileKey(account));
    return item && content<Profile>(item);
  },
});

/**
 * Writes all changes or none: in one transaction if they fit, else in pages, which the next read of the account
 * completes if this process dies. Seat updates and success plans are independent of the rest, and are written first.
 * @throws CommitConflict with the change whose condition failed
 */
const commit = async (table: Table, account: string, changes: readonly Change[], now: Instant): Promise<void> => {
  for (const seat of seatsIn(changes)) await keepSeatChange(table, account, seat);
  for (const plan of successPlansIn(changes)) await keepSuccessPlan(table, account, plan);
  const writes = writesOf(table, account, changes);
  if (writes.length === 0) return;
  if (writes.length > rowsPerCommit) return commitInPages(table, account, changes, now);
  const [refused] = await writeTogether(table, writes);
  if (refused) throw new CommitConflict(refused.change);
};

/**
 * State, and usage since `usageSince`, in one query of the account's partition (a page per MB). With `ofEnrollment`: a
 * query for open commits and two items. Completes a half-written commit first, so that no decision reads part of one.
 */
export const snapshot = async (
  table: Table,
  account: string,
  now: Instant,
  options: SnapshotOptions = {},
): Promise<AccountSnapshot> => {
  for (;;) {
    const { openCommits, found } =
      'ofEnrollment' in options
        ? await readOne(table, account, options.ofEnrollment)
        : await read(table, account, now, options);
    if (openCommits.length === 0) return found;
    await completeCommits(table, account, openCommits);
  }
};

interface Read {
  openCommits: StoredItem[];
  found: AccountSnapshot;
}

/** Reads open commits before the items, in the order of the full query. */
const readOne = async (table: Table, account: string, id: string): Promise<Read> => {
  const openCommits = await itemsUnder(table, accountPartition(account), sortKey.openCommit);
  const [profile, enrollment] = await Promise.all([
    itemAt(table, profileKey(account)),
    itemAt(table, enrollmentKey(account, id)),
  ]);
  const found: AccountSnapshot = {
    account,
    ...(profile && { profile: content<Profile>(profile) }),
    contacts: [],
    enrollments: enrollment ? [enrollmentFromItem(enrollment)] : [],
    tasks: [],
    usage: usageOf([]),
  };
  return { openCommits, found };
};

/** Extracts what it needs from each page, so that the page can be freed. */
const read = async (
  table: Table,
  account: string,
  now: Instant,
  { usageSince, withoutContacts }: Exclude<SnapshotOptions, { ofEnrollment: string }>,
): Promise<Read> => {
  const contacts: Contact[] = [];
  const enrollments: AccountSnapshot['enrollments'][number][] = [];
  const tasks: Task[] = [];
  const usage = usageReader(now);
  const [openCommits, seatItems]: [StoredItem[], StoredItem[]] = [[], []];
  const single: Partial<Pick<AccountSnapshot, 'profile' | 'evaluation' | 'mailClaims' | 'retired' | 'successPlan'>> =
    {};
  const takers: Readonly<Record<string, (item: StoredItem) => unknown>> = {
    [sortKey.day]: item => usage.add(item),
    [sortKey.contact]: item => {
      const contact = content<Contact>(item);
      if (!isErased(contact)) contacts.push(contact);
    },
    [sortKey.enrollment]: item => enrollments.push(enrollmentFromItem(item)),
    [sortKey.openTask]: item => tasks.push(content<Task>(item)),
    [sortKey.seat]: item => seatItems.push(item),
    [sortKey.successPlan]: item => Object.assign(single, { successPlan: successPlanOf(item) }),
    [sortKey.openCommit]: item => openCommits.push(item),
    [sortKey.profile]: item => Object.assign(single, { profile: content<Profile>(item) }),
    [sortKey.retired]: item => Object.assign(single, { retired: [...(item.journeys as Set<string>)] }),
    [sortKey.evaluation]: item => Object.assign(single, { evaluation: content<Evaluation>(item) }),
    [sortKey.mailClaims]: item => Object.assign(single, { mailClaims: content<{ revision: number }>(item).revision }),
  };
  const prefixes = Object.keys(takers);
  const from = usageSince ? startOfUsage(usageSince) : sortKey.hot;
  const to = withoutContacts ? endOfHot : endOfContacts;
  for await (const page of pagesBetween(table, accountPartition(account), from, to)) {
    for (const item of page) takers[prefixes.find(prefix => item.sk.startsWith(prefix)) ?? '']?.(item);
  }
  const seats = seatsOf(seatItems);
  const { profile, mailClaims, evaluation, retired, successPlan } = single;
  const found: AccountSnapshot = {
    account,
    ...(profile && { profile }),
    contacts,
    ...(mailClaims !== undefined && { mailClaims }),
    enrollments,
    ...(retired && { retired }),
    ...(seats && { seats }),
    ...(successPlan && { successPlan }),
    ...(evaluation && { evaluation }),
    tasks,
    usage: usageOf(usage.marks, usageSince),
  };
  return { openCommits, found };
};
