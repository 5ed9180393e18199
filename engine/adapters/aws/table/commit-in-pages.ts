import { randomUUID } from 'node:crypto';
import { type Change, tasksIn } from '../../../account/change.ts';
import { commitPages, withoutOvertaken } from '../../../account/commit-pages.ts';
import type { Task } from '../../../account/task.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { CommitConflict } from '../../../ports/accounts.ts';
import { afterUsageRetention } from '../../../ports/retention.ts';
import { changeWrites, writesOf } from './change-writes.ts';
import type { ItemWrite } from './item-write.ts';
import { commitPageKey, type Key, openCommitKey, openTaskKey } from './keys.ts';
import { content, packed, type StoredItem } from './stored-item.ts';
import { itemsUnder, type Table } from './table.ts';
import { writeTogether } from './write-items.ts';

/**
 * Commits more changes than one transaction holds. Later pages are staged first, where no read sees them; the
 * transaction of the first page checks every condition and adds a marker that pages follow. That decides the commit:
 * the next read of the account completes the pages. Each page is deleted in the transaction that writes it, so it is
 * applied exactly once.
 * @throws CommitConflict when nothing was written
 */
export const commitInPages = async (
  table: Table,
  account: string,
  changes: readonly Change[],
  now: Instant,
): Promise<void> => {
  const { first, later } = commitPages(changes, change => changeWrites(account, change, table.addressKeys).length);
  const id = randomUUID();
  for (const [page, itsChanges] of later.entries()) {
    await write(table, {
      kind: 'put',
      key: commitPageKey(account, id, page),
      // Staged pages expire: a process that died before its first transaction deletes none.
      item: { ...packed({ changes: itsChanges }), expiresAt: afterUsageRetention(now) },
    });
  }
  const record: ItemWrite = { kind: 'put', key: openCommitKey(account, id), item: { commit: id, pages: later.length } };
  const [refused] = await writeTogether<Page>(table, [...writesOf(table, account, first), { write: record }]);
  if (!refused) return completeCommit(table, account, { commit: id, pages: later.length });
  for (const page of later.keys()) await write(table, { kind: 'delete', key: commitPageKey(account, id, page) });
  throw refused.change ? new CommitConflict(refused.change) : new Error('The record of a commit has no condition.');
};

/** Completes commits whose processes died, by their markers. */
export const completeCommits = async (table: Table, account: string, records: readonly StoredItem[]): Promise<void> => {
  for (const record of records) await completeCommit(table, account, content<OpenCommit>(record));
};

interface OpenCommit {
  commit: string;
  pages: number;
}

/** Idempotent, and safe to run concurrently. */
const completeCommit = async (table: Table, account: string, { commit, pages }: OpenCommit): Promise<void> => {
  for (let page = 0; page < pages; page++) await writePage(table, account, commitPageKey(account, commit, page));
  await write(table, { kind: 'delete', key: openCommitKey(account, commit) });
};

/** Writes one change of a page; without a change, deletes the staged page itself. */
interface Page {
  change?: Change;
  write: ItemWrite;
}

const writePage = async (table: Table, account: string, key: Key): Promise<void> => {
  const [stored] = await itemsUnder(table, key.pk, key.sk);
  if (stored === undefined) return;
  const done: Page = { write: { kind: 'delete', key, tests: [{ kind: 'exists' }] } };
  let { changes } = content<{ changes: Change[] }>(stored);
  for (;;) {
    const refused = await writeTogether<Page>(table, [...writesOf(table, account, changes), done]);
    if (refused.length === 0 || refused.includes(done)) return;
    for (const { change } of refused) if (change) changes = await overtaken(table, account, changes, change);
  }
};

/**
 * Drops a change whose condition another writer has broken. A task that was only updated meanwhile is rebased instead.
 */
const overtaken = async (table: Table, account: string, page: readonly Change[], late: Change): Promise<Change[]> => {
  const [task] = tasksIn([late]);
  if (task === undefined || task.revision === 1) return withoutOvertaken(page, late);
  const key = openTaskKey(account, task.id);
  const [stored] = await itemsUnder(table, key.pk, key.sk);
  const again = stored?.sk === key.sk ? content<Task>(stored) : undefined;
  return withoutOvertaken(page, late, again && { kind: 'task', task: { ...task, revision: again.revision + 1 } });
};

const write = async (table: Table, single: ItemWrite): Promise<void> => {
  await writeTogether(table, [{ write: single }]);
};
