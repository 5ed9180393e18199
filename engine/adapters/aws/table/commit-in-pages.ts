import { randomUUID } from 'node:crypto';
import type { Change } from '../../../domain/change.ts';
import { commitPages, withoutOvertaken } from '../../../domain/commit-pages.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Task } from '../../../domain/task.ts';
import { CommitConflict } from '../../../services/ports.ts';
import { changeWrites, writesOf } from './change-writes.ts';
import type { ItemWrite } from './item-write.ts';
import { commitPageKey, type Key, openCommitKey, openTaskKey } from './keys.ts';
import { afterUsageRetention, content, packed, type StoredItem } from './stored-item.ts';
import { itemsUnder, type Table } from './table.ts';
import { writesPerTransaction, writeTogether } from './write-together.ts';

/**
 * A commit of more than one transaction. Its later pages are stored first, where nothing reads them; the transaction of its
 * first page, with all conditions that decide, adds the record that they are to follow. From then on the commit is decided,
 * and whoever reads the account completes it first. A page is deleted in the transaction that writes it, so it is written once.
 * @throws CommitConflict when nothing was written
 */
export const commitInPages = async (
  table: Table,
  account: string,
  changes: readonly Change[],
  now: Instant,
): Promise<void> => {
  // One place of each transaction is for the record, or the page.
  const { first, later } = commitPages(changes, sizeOf(account, table), writesPerTransaction - 1);
  const id = randomUUID();
  for (const [page, itsChanges] of later.entries()) {
    await write(table, {
      kind: 'put',
      key: commitPageKey(account, id, page),
      // Nobody deletes the pages of a process that died before its first transaction.
      item: { ...packed({ changes: itsChanges }), expiresAt: afterUsageRetention(now) },
    });
  }
  const record: ItemWrite = { kind: 'put', key: openCommitKey(account, id), item: { commit: id, pages: later.length } };
  const [refused] = await writeTogether<Page>(table, [...writesOf(table, account, first), { write: record }]);
  if (!refused) return completeCommit(table, account, { commit: id, pages: later.length });
  for (const page of later.keys()) await write(table, { kind: 'delete', key: commitPageKey(account, id, page) });
  throw refused.change ? new CommitConflict(refused.change) : new Error('The record of a commit has no condition.');
};

/** Writes what is left of commits whose processes died, by their records. Were there any? */
export const completeCommits = async (
  table: Table,
  account: string,
  records: readonly StoredItem[],
): Promise<boolean> => {
  for (const record of records) await completeCommit(table, account, content<OpenCommit>(record));
  return records.length > 0;
};

interface OpenCommit {
  commit: string;
  pages: number;
}

/** May be done by several at once. */
const completeCommit = async (table: Table, account: string, { commit, pages }: OpenCommit): Promise<void> => {
  for (let page = 0; page < pages; page++) await writePage(table, account, commitPageKey(account, commit, page));
  await write(table, { kind: 'delete', key: openCommitKey(account, commit) });
};

/** A write of a page, or without a change the deletion of the page itself. */
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

/** Without the change that somebody came before. A task that was only changed meanwhile changes once more. */
const overtaken = async (table: Table, account: string, page: readonly Change[], late: Change): Promise<Change[]> => {
  if (late.kind !== 'task' || late.task.revision === 1) return withoutOvertaken(page, late);
  const key = openTaskKey(account, late.task.id);
  const [stored] = await itemsUnder(table, key.pk, key.sk);
  const again = stored?.sk === key.sk ? content<Task>(stored) : undefined;
  return withoutOvertaken(page, late, again && { kind: 'task', task: { ...late.task, revision: again.revision + 1 } });
};

/** An item holds 400 KB, and a page is an item: one of few large changes is filled by its bytes. */
const bytesPerWrite = 3_000;

const sizeOf = (account: string, table: Table) => {
  return (change: Change): number =>
    Math.max(
      changeWrites(account, change, table.addressKeys).length,
      Math.ceil(Buffer.byteLength(JSON.stringify(change)) / bytesPerWrite),
    );
};

const write = async (table: Table, single: ItemWrite): Promise<void> => {
  await writeTogether(table, [{ write: single }]);
};
