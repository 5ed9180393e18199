import { type Change, seatsIn, successPlansIn, tasksIn } from '../account/change.ts';
import { commitPages, rowsPerCommit, withoutOvertaken } from '../account/commit-pages.ts';
import { latestPlan } from '../account/success-plan.ts';
import { CommitConflict } from '../ports/accounts.ts';
import { rowWrites } from './change-writers.ts';
import { immutable } from './immutable.ts';
import { type JoinedWrites, joinWrites } from './join-writes.ts';
import { rowAt } from './rows.ts';
import { keepSeat } from './seats.ts';
import { type AccountRows, accountRows, type Store } from './store.ts';

/**
 * Writes all changes or none. A commit too large for one DynamoDB transaction follows the rule of the table's pages: a
 * change of a later page that a newer write has overtaken is left out without a conflict.
 * @throws CommitConflict with the first change whose condition does not hold
 */
export const applyChanges = (store: Store, account: string, changes: readonly Change[]): void => {
  const rows = accountRows(store, account);
  for (const seat of seatsIn(changes)) keepSeat(rows, seat);
  for (const plan of successPlansIn(changes)) rows.successPlan = immutable(latestPlan(rows.successPlan, plan));
  const writes = joined(store, rows, changes);
  if (writes.rows <= rowsPerCommit) writeAll(writes);
  else writePages(store, rows, changes);
};

const writePages = (store: Store, rows: AccountRows, changes: readonly Change[]): void => {
  const { first, later } = commitPages(changes, change => rowWrites(change, rows, store).length);
  writeAll(joined(store, rows, first));
  for (const page of later) writePage(store, rows, page);
};

const joined = (store: Store, rows: AccountRows, changes: readonly Change[]): JoinedWrites =>
  joinWrites(changes, change => rowWrites(change, rows, store));

const writeAll = ({ refused, apply }: JoinedWrites): void => {
  const late = refused();
  if (late) throw new CommitConflict(late);
  apply();
};

const writePage = (store: Store, rows: AccountRows, page: readonly Change[]): void => {
  const { refused, apply } = joined(store, rows, page);
  const late = refused();
  if (late) writePage(store, rows, withoutOvertaken(page, late, rebased(rows, late)));
  else apply();
};

/** A change of a task on top of the task's newer revision; `undefined` for other changes and for new tasks. */
const rebased = ({ openTasks }: AccountRows, late: Change): Change | undefined => {
  const [task] = tasksIn([late]);
  if (task === undefined || task.revision === 1) return undefined;
  const stored = rowAt(openTasks, task.id);
  return stored && { kind: 'task', task: { ...task, revision: stored.revision + 1 } };
};
