import { usageOf } from '../account/usage.ts';
import type { Accounts } from '../ports/accounts.ts';
import { applyChanges } from './apply-changes.ts';
import { allRows, rowAt } from './rows.ts';
import { keptSeats } from './seats.ts';
import { readAccount, type Store } from './store.ts';
import { usageAt, wasMarked } from './usage-rows.ts';

/** A snapshot copies nothing, because stored values are replaced and never changed. */
export const memoryAccounts = (store: Store): Accounts => ({
  snapshot: async (account, options = {}) => {
    const rows = readAccount(store, account);
    const { profile, mailClaims, evaluation, successPlan } = rows;
    if ('ofEnrollment' in options) {
      const enrollment = rowAt(rows.enrollments, options.ofEnrollment);
      const enrollments = enrollment ? [enrollment] : [];
      return { account, ...(profile && { profile }), contacts: [], enrollments, tasks: [], usage: usageOf([]) };
    }
    const { usageSince, withoutContacts } = options;
    const retired = allRows(rows.retiredJourneys);
    const seats = keptSeats(rows);
    return {
      account,
      ...(profile && { profile }),
      contacts: withoutContacts ? [] : allRows(rows.contacts),
      ...(mailClaims !== undefined && { mailClaims }),
      enrollments: allRows(rows.enrollments),
      ...(retired.length > 0 && { retired }),
      ...(seats && { seats }),
      ...(successPlan && { successPlan }),
      ...(evaluation && { evaluation }),
      tasks: allRows(rows.openTasks),
      usage: usageSince === undefined ? usageOf([]) : usageAt(rows.usage, store.clock.now()).since(usageSince),
    };
  },
  commit: async (account, changes) => applyChanges(store, account, changes),
  handled: async event =>
    event.account !== undefined && wasMarked(readAccount(store, event.account).usage, event, store.clock.now()),
  profile: async account => readAccount(store, account).profile,
});
