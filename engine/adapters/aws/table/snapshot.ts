import type { AccountSnapshot, Contact, Profile, UsageMark } from '../../../domain/account.ts';
import { isErased } from '../../../domain/erasure.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Evaluation } from '../../../domain/signals/evaluation.ts';
import type { Task } from '../../../domain/task.ts';
import { completeCommits } from './commit-in-pages.ts';
import { accountPartition, sortKey, startOfUsage } from './keys.ts';
import { fieldsText, marksOf } from './rows/day.ts';
import { enrollmentOf } from './rows/enrollment.ts';
import { seatsOf } from './rows/seat.ts';
import { content, isAlive, type StoredItem } from './stored-item.ts';
import { itemsBetween, type Table } from './table.ts';

/**
 * State, and usage since `usageSince`, in one query of the account's partition (a page per MB). A commit that a process left
 * half written is completed first: nobody decides by a part of one.
 */
export const snapshot = async (
  table: Table,
  account: string,
  now: Instant,
  { usageSince, withoutContacts }: { usageSince?: Instant; withoutContacts?: boolean } = {},
): Promise<AccountSnapshot> => {
  const from = usageSince ? startOfUsage(usageSince) : sortKey.hot;
  const read = () => itemsBetween(table, accountPartition(account), from, withoutContacts ? 'HOT#~' : 'HOT~~');
  let items = await read();
  while (await completeCommits(table, account, items)) items = await read();
  const under = (prefix: string): StoredItem[] => items.filter(({ sk }) => sk.startsWith(prefix));
  const seats = seatsOf(under(sortKey.seat));
  const mail = items.find(({ sk }) => sk === sortKey.mailClaims);
  const profile = items.find(({ sk }) => sk === sortKey.profile);
  const evaluation = items.find(({ sk }) => sk === sortKey.evaluation);
  return {
    account,
    ...(profile && { profile: content<Profile>(profile) }),
    contacts: under(sortKey.contact)
      .map(item => content<Contact>(item))
      .filter(contact => !isErased(contact)),
    ...(mail && { mailClaims: content<{ revision: number }>(mail).revision }),
    enrollments: under(sortKey.enrollment).map(enrollmentOf),
    ...(seats && { seats }),
    ...(evaluation && { evaluation: content<Evaluation>(evaluation) }),
    tasks: under(sortKey.openTask).map(item => content<Task>(item)),
    usage: usageOf(
      under(sortKey.day).filter(item => isAlive(item, now)),
      usageSince ?? now,
    ),
  };
};

/** In order of time; an event that was sent twice with different times or fields counts once. */
const usageOf = (days: readonly StoredItem[], since: Instant): UsageMark[] => {
  const marks = days
    .flatMap(marksOf)
    .sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id) || compare(fieldsText(a), fieldsText(b)));
  const byId = new Map<string, UsageMark>();
  for (const mark of marks) if (!byId.has(mark.id)) byId.set(mark.id, mark);
  return [...byId.values()].filter(({ at }) => at >= since);
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
