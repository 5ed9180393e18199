import type { Change } from '../account/change.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AccountPorts } from '../ports/account-ports.ts';
import type { DueIndex } from '../ports/due-index.ts';
import type { DueItem } from '../ports/sweep-queue.ts';
import { abandonedAt, isOpen } from '../sending/settle-claim.ts';

type Watched = Pick<AccountPorts, 'accounts' | 'due'>;

/** When each account and open claim is due, by name. All function versions of one local cloud share it. */
export type KnownDue = Map<string, Instant>;

/** Reads the due times from the table that a cloud starts with. */
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
 * Spares the sweep the queries that would find nothing: everything due in a local cloud is written by this process,
 * through this store. Without it, the 8,760 hourly queries of a year would take longer than the rest of a playback.
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
      // The table has nothing due, so these entries are stale.
      if (page.found.length === 0 && !page.more) for (const [name] of overdue) due.delete(name);
      return page;
    },
  },
});

/** An account is due when its latest evaluation says; an open claim is due until it is settled. */
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

const put = (due: KnownDue, name: string, at: Instant | undefined): void => {
  if (at === undefined) due.delete(name);
  else due.set(name, at);
};
