import type { Contact, Profile } from '../../../account/account.ts';
import type { ConsentRecord } from '../../../account/consent.ts';
import { isErased } from '../../../account/erasure.ts';
import type { DomainEvent } from '../../../account/event.ts';
import type { Task } from '../../../account/task.ts';
import type { AccountStore, Clock } from '../../../ports/ports.ts';
import { commit } from './commit.ts';
import { due } from './due.ts';
import { healthHistory } from './health-history.ts';
import { contactsAt, openTasks, tasksOf } from './index-queries.ts';
import {
  accountPartition,
  consentsOf,
  contactKey,
  customerKey,
  dayKey,
  enrollmentKey,
  erasedAddressKey,
  openTaskKey,
  profileKey,
  resolvedTaskKey,
  sortKey,
  taskKey,
  waitingPartition,
} from './keys.ts';
import { deliveries, recordFact } from './ledger.ts';
import { keepMedians, mediansOn, planFigures } from './plan-medians.ts';
import { promptReading } from './prompt-reading.ts';
import { wasHandled } from './rows/day.ts';
import { enrollmentFromItem } from './rows/enrollment.ts';
import { promptOf } from './rows/prompt.ts';
import { see } from './see.ts';
import { snapshot } from './snapshot.ts';
import { content, isAlive } from './stored-item.ts';
import { itemAt, itemsAt, itemsUnder, pagesUnder, type Table } from './table.ts';
import { guardedWeek, speakVerdict } from './week-verdict.ts';

/** Accounts in one DynamoDB table; the layout is in `keys.ts`. */
export const accountStore = (table: Table, clock: Clock): AccountStore => ({
  snapshot: (account, options) => snapshot(table, account, clock.now(), options),
  commit: (account, changes) => commit(table, account, changes, clock.now()),

  handled: async event => {
    if (event.account === undefined) return false;
    const day = await itemAt(table, dayKey(event.account, event));
    return day !== undefined && wasHandled(day, event.id);
  },

  see: (account, enrollment, flag, at) => see(table, account, enrollment, flag, at),
  deliveries: (account, ids) => deliveries(table, account, ids),
  recordFact: (account, delivery, fact, at) => recordFact(table, account, delivery, fact, at),

  contact: async (account, id) => {
    const contact = await contactAt(table, account, id);
    return contact && !isErased(contact) ? contact : undefined;
  },
  contactOrRemains: (account, id) => contactAt(table, account, id),
  isAddressErased: async digests => (await itemsAt(table, digests.map(erasedAddressKey))).length > 0,

  contactsAt: address => contactsAt(table, address),

  profile: async account => {
    const item = await itemAt(table, profileKey(account));
    return item && content<Profile>(item);
  },

  enrollments: async (account, ids) => {
    const wanted = [...new Set(ids)];
    const found = await itemsAt(
      table,
      wanted.map(id => enrollmentKey(account, id)),
    );
    const byId = new Map(found.map(enrollmentFromItem).map(enrollment => [enrollment.id, enrollment]));
    return wanted.flatMap(id => byId.get(id) ?? []);
  },

  promptReading: (account, contact) => promptReading(table, account, contact),
  consents: async (account, contact) =>
    (await itemsUnder(table, accountPartition(account), consentsOf(contact))).map(item => content<ConsentRecord>(item)),

  prompts: async account => (await itemsUnder(table, accountPartition(account), sortKey.prompt)).map(promptOf),

  waiting: async (owner, { atMost } = { atMost: Number.POSITIVE_INFINITY }) => {
    const now = clock.now();
    const found: DomainEvent[] = [];
    for await (const page of pagesUnder(table, waitingPartition(owner), sortKey.waiting)) {
      found.push(...page.filter(item => isAlive(item, now)).map(item => content<DomainEvent>(item)));
      if (found.length >= atMost) break;
    }
    return found.slice(0, atMost);
  },

  accountOfCustomer: async customer => {
    const item = await itemAt(table, customerKey(customer));
    return item && content<{ account: string }>(item).account;
  },

  healthHistory: (account, options) => healthHistory(table, account, options),
  due: (by, after) => due(table, by, after),
  guardedWeek: week => guardedWeek(table, week),
  speakVerdict: (week, verdict, count) => speakVerdict(table, week, verdict, count),
  planFigures: plan => planFigures(table, plan, clock.now()),
  medians: (plan, day) => mediansOn(table, plan, day),
  keepMedians: (plan, day, medians) => keepMedians(table, plan, day, medians),
  openTasks: owner => openTasks(table, owner),
  tasksOf: (owner, list, page) => tasksOf(table, owner, list, page),

  accountOfTask: async id => {
    const item = await itemAt(table, taskKey(id));
    return item && content<{ account: string }>(item).account;
  },

  task: async (account, id) => {
    const [item] = await itemsAt(table, [openTaskKey(account, id), resolvedTaskKey(account, id)]);
    return item && content<Task>(item);
  },
});

const contactAt = async (table: Table, account: string, id: string): Promise<Contact | undefined> => {
  const item = await itemAt(table, contactKey(account, id));
  return item && content<Contact>(item);
};
