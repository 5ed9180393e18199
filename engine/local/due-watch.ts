import type { Change } from '../account/change.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AccountPorts } from '../ports/account-ports.ts';
import type { DueIndex } from '../ports/due-index.ts';
import type { DueItem } from '../ports/sweep-queue.ts';
import { abandonedAt, isOpen } from '../sending/settle-claim.ts';

type Watched = Pick<AccountPorts, 'accounts' | 'due'>;

/** When accounts and claims are due, by their names: of one local cloud, whichever version of a function writes it. */
export type KnownDue = Map<string, Instant>;

/** Items due in a table that was written before. */
export const readDue = async (index: DueIndex): Promise<KnownDue> => {
  const due: KnownDue = new Map();
  for (let after: DueItem | undefined, more = true; more; ) {
    const page = await index.find('9999-12-31T23:59:59.999Z', after);
    for (const { account, delivery, dueAt } of page.found) due.set(nameOf(account, delivery), dueAt);
    after = page.found.at(-1);
    more = page.more && after !== undefined;
  }
  return due;
};

/**
 * Spares the sweep the queries that would find nothing: all that becomes due in a local cloud is written by its own process,
 * through this store, so that it knows. The 8,760 queries of a year would take longer than all else that a playback does.
 */
export const watchDue = ({ accounts, due: index }: Watched, due: KnownDue): Watched => ({
  accounts: {
    ...accounts,
    commit: async (account, changes) => {
      await accounts.commit(account, changes);
      for (const change of changes) learn(due, account, change);
    },
  },
  due: {
    find: async (by, after) => {
      const overdue = [...due].filter(([, at]) => at <= by);
      if (overdue.length === 0) return { found: [], more: false };
      const page = await index.find(by, after);
      // What was found is due until it was looked at; what was not is gone.
      if (page.found.length === 0 && !page.more) for (const [what] of overdue) due.delete(what);
      return page;
    },
  },
});

/** An account is due at one time, as its evaluation said last; a claim until it is settled. */
const learn = (due: KnownDue, account: string, change: Change): void => {
  if (change.kind === 'evaluation') put(due, account, change.evaluation.dueAt);
  if (change.kind === 'claim') {
    const { delivery } = change;
    put(due, nameOf(account, delivery.id), isOpen(delivery) ? abandonedAt(delivery) : undefined);
  }
  if (change.kind === 'settle' && !isOpen(change.delivery)) due.delete(nameOf(account, change.delivery.id));
};

const nameOf = (account: string, delivery?: string): string =>
  delivery === undefined ? account : `${account} ${delivery}`;

const put = (due: KnownDue, what: string, at: Instant | undefined): void => {
  if (at === undefined) due.delete(what);
  else due.set(what, at);
};
