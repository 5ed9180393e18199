import type { Change } from '../../../account/change.ts';
import {
  type AttributeWrite,
  type ItemWrite,
  isCheck,
  isNextRevision,
  isWhole,
  type Update,
  updateOf,
} from './item-write.ts';
import { consentKey, customerKey, lineKey, mailClaimsKey } from './keys.ts';
import { contactWrite } from './rows/contact.ts';
import { markWrite } from './rows/day.ts';
import { claimWrite, handOverWrite, settleWrite } from './rows/delivery.ts';
import {
  activeWrite,
  advanceWrite,
  enrollWrite,
  exitWrite,
  learnWrite,
  leaveOutWrite,
  migrateWrite,
  movedWrite,
  noLongerActiveWrite,
  notRetiredCheck,
  retireWrites,
  stillActiveCheck,
} from './rows/enrollment.ts';
import { eraseWrites, readmitWrites } from './rows/erasure.ts';
import { evaluationWrite } from './rows/evaluation.ts';
import { healthWrite } from './rows/health.ts';
import { leavePlanWrite, planFiguresWrite } from './rows/plan-figures.ts';
import { profileWrite } from './rows/profile.ts';
import { promptWrites } from './rows/prompt.ts';
import { promptReaderWrite } from './rows/prompt-reader.ts';
import { revenueWrite } from './rows/revenue.ts';
import { sendWrite, unwelcomeWrites } from './rows/sends.ts';
import { taskWrites } from './rows/task.ts';
import { noLongerWaitingWrites, waitingWrites } from './rows/waiting.ts';
import { weekCountWrite } from './rows/week-count.ts';
import { packed } from './stored-item.ts';
import type { Table } from './table.ts';

/** The writes of one transaction's changes, merged to one write per item. */
export const writesOf = (table: Table, account: string, changes: readonly Change[]): ChangeWrite[] =>
  mergeWrites(
    changes.flatMap(change => changeWrites(account, change, table.addressKeys).map(write => ({ change, write }))),
  );

/** The items that a change to an account's partition writes. */
export const changeWrites = (account: string, change: Change, addressKeys?: Table['addressKeys']): ItemWrite[] =>
  (writers[change.kind] as Writer<Change['kind']>)(change, account, addressKeys);

type Writer<Kind extends Change['kind']> = (
  change: Extract<Change, { kind: Kind }>,
  account: string,
  addressKeys?: Table['addressKeys'],
) => ItemWrite[];

const writers: { [Kind in Change['kind']]: Writer<Kind> } = {
  profile: change => [profileWrite(change.profile)],
  contact: (change, account, addressKeys) => [contactWrite(account, change.contact, addressKeys?.())],
  erase: (change, account) => eraseWrites(account, change),
  readmit: change => readmitWrites(change),
  mailClaimed: ({ claims }, account) => [
    { kind: 'put', key: mailClaimsKey(account), item: { revision: claims }, tests: isNextRevision(claims) },
  ],
  consent: (change, account) => [{ kind: 'put', key: consentKey(account, change.record), item: packed(change.record) }],
  enroll: (change, account) => [
    enrollWrite(account, change),
    activeWrite(change.enrollment),
    ...(change.mayBeRetired ? [notRetiredCheck(account, change)] : []),
  ],
  retire: (change, account) => retireWrites(account, change),
  advance: (change, account) => [
    advanceWrite(account, change),
    ...(change.ended ? [noLongerActiveWrite(account, change.enrollment)] : []),
  ],
  exit: (change, account) => [exitWrite(account, change), noLongerActiveWrite(account, change.enrollment)],
  migrate: (change, account) => [migrateWrite(account, change)],
  learn: (change, account) => [learnWrite(account, change)],
  leaveOut: (change, account) => [leaveOutWrite(account, change)],
  moved: (change, account) => [movedWrite(account, change)],
  stillActive: (change, account) => [stillActiveCheck(account, change)],
  line: change => [{ kind: 'put', key: lineKey(change.line), item: packed(change.line) }],
  revenue: ({ row }, account) => [revenueWrite(account, row)],
  health: change => [healthWrite(change.record)],
  planFigures: change => [planFiguresWrite(change)],
  leavePlan: ({ plan, account }) => [leavePlanWrite(plan, account)],
  mark: (change, account) => [markWrite(account, change)],
  // `commit` writes these outside the transaction; a late one is not a conflict.
  seat: () => [],
  successPlan: () => [],
  task: change => taskWrites(change.task),
  evaluation: change => [
    evaluationWrite(change.evaluation),
    ...(change.counts ?? []).map(count => weekCountWrite(change.evaluation.account, count)),
  ],
  claim: change => [claimWrite(change), ...sendWrite(change)],
  handOver: change => [handOverWrite(change)],
  unwelcome: change => unwelcomeWrites(change),
  settle: change => [settleWrite(change)],
  prompt: change => promptWrites(change.prompt),
  promptReader: (change, account) => [promptReaderWrite(account, change.reader)],
  waiting: change => waitingWrites(change.event),
  noLongerWaiting: change => noLongerWaitingWrites(change.event),
  customer: change => [{ kind: 'put', key: customerKey(change.customer), item: { account: change.account } }],
};

/** A write and the change that it came from. */
interface ChangeWrite {
  change: Change;
  write: ItemWrite;
}

/**
 * Merges to one write per item, in order, since a transaction names an item once.
 * @throws Error if two cannot be merged
 */
const mergeWrites = (writes: readonly ChangeWrite[]): ChangeWrite[] => {
  const byItem = new Map<string, ChangeWrite>();
  for (const next of writes) {
    const name = `${next.write.key.pk} ${next.write.key.sk}`;
    const earlier = byItem.get(name);
    byItem.set(name, earlier ? merged(earlier, next) : next);
  }
  return [...byItem.values()];
};

const merged = (earlier: ChangeWrite, next: ChangeWrite): ChangeWrite => {
  const tested = earlier.write.tests ? earlier : next;
  return { change: tested.change, write: mergedWrite(earlier, next) };
};

const mergedWrite = (
  { change, write: first }: ChangeWrite,
  { change: next, write: second }: ChangeWrite,
): ItemWrite => {
  // The first write already satisfies the tests of the second.
  if (isWhole(first) && isWhole(second)) return { ...second, tests: first.tests };
  const tests = [...(first.tests ?? []), ...(second.tests ?? [])];
  if (isCheck(first) && isCheck(second)) return { ...first, tests };
  if (isWhole(first) || isWhole(second)) {
    throw new Error(`A commit cannot "${next.kind}" an item that it also writes by "${change.kind}". Use two commits.`);
  }
  return { kind: 'update', key: first.key, ...mergedUpdate(updateOf(first), updateOf(second)), tests };
};

const mergedUpdate = (first: Update, second: Update): Update => ({
  set: mergedAssignments([...(first.set ?? []), ...(second.set ?? [])]),
  remove: [...new Set([...(first.remove ?? []), ...(second.remove ?? [])])],
  add: mergedAdditions([...(first.add ?? []), ...(second.add ?? [])]),
  sum: mergedSums([...(first.sum ?? []), ...(second.sum ?? [])]),
});

/** The later of two values counts, except that a default never replaces a value. */
const mergedAssignments = (assignments: readonly AttributeWrite[]): AttributeWrite[] => {
  const byPath = new Map<string, AttributeWrite>();
  for (const each of assignments) {
    const name = JSON.stringify(each.path);
    if (!each.unlessSet || !byPath.has(name)) byPath.set(name, each);
  }
  return [...byPath.values()];
};

const mergedSums = (sums: NonNullable<Update['sum']>): NonNullable<Update['sum']> =>
  [...Map.groupBy(sums, each => each.attribute)].map(([attribute, each]) => ({
    attribute,
    by: each.reduce((sum, { by }) => sum + by, 0),
  }));

const mergedAdditions = (additions: NonNullable<Update['add']>): NonNullable<Update['add']> => {
  const byAttribute = Map.groupBy(additions, each => each.attribute);
  return [...byAttribute].map(([attribute, each]) => ({
    attribute,
    members: [...new Set(each.flatMap(one => one.members))],
  }));
};
