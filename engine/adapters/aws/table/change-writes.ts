import type { Change } from '../../../account/change.ts';
import type { ItemWrite } from './item-write.ts';
import { consentKey, customerKey, lineKey, mailClaimsKey } from './keys.ts';
import { type ChangeWrite, mergeWrites } from './merge-writes.ts';
import { isNextRevision } from './revision.ts';
import { activeWrite, noLongerActiveWrite } from './rows/active.ts';
import { contactWrite } from './rows/contact.ts';
import { markWrite } from './rows/day.ts';
import { claimWrite, handOverWrite, settleWrite } from './rows/delivery.ts';
import {
  advanceWrite,
  enrollWrite,
  exitWrite,
  learnWrite,
  leaveOutWrite,
  migrateWrite,
  movedWrite,
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
  // `commit` writes these outside the transaction: a late one is no conflict.
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
