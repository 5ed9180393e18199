import type { Enrollment } from '../account/enrollment.ts';
import type { Enrollments } from '../ports/enrollments.ts';
import { immutable } from './immutable.ts';
import type { ChangeWriters } from './row-write.ts';
import { deleteRow, putRow, rowAt } from './rows.ts';
import { type AccountRows, readAccount, type Store } from './store.ts';

export const memoryEnrollments = (store: Store): Enrollments => ({
  find: async (account, ids) =>
    [...new Set(ids)].flatMap(id => rowAt(readAccount(store, account).enrollments, id) ?? []),

  see: async (account, id, flag, at) => {
    const rows = readAccount(store, account);
    const enrollment = rowAt(rows.enrollments, id);
    if (!enrollment || (enrollment.seen[flag] ?? '') >= at) return enrollment;
    return replace(rows, { ...enrollment, seen: { ...enrollment.seen, [flag]: at } });
  },
});

type EnrollmentKind =
  | 'enroll'
  | 'retire'
  | 'advance'
  | 'exit'
  | 'migrate'
  | 'learn'
  | 'leaveOut'
  | 'moved'
  | 'stillActive';

export const enrollmentWriters: ChangeWriters<EnrollmentKind> = {
  enroll: ({ enrollment, mayBeRetired }, rows) => [
    {
      row: rowOf(enrollment.id),
      isWhole: true,
      test: () => rowAt(rows.enrollments, enrollment.id) === undefined,
      apply: () => replace(rows, enrollment),
    },
    { row: `active ${enrollment.id}`, isWhole: true },
    ...(mayBeRetired
      ? [{ row: retiredRow(enrollment.id), test: () => rowAt(rows.retired, enrollment.id) === undefined }]
      : []),
  ],

  retire: ({ enrollment }, rows) => [
    {
      row: rowOf(enrollment.id),
      isWhole: true,
      test: () => rowAt(rows.enrollments, enrollment.id) !== undefined,
      apply: () => deleteRow(rows.enrollments, enrollment.id),
    },
    {
      row: retiredRow(enrollment.id),
      isWhole: true,
      apply: () => putRow(rows.retired, enrollment.id, immutable(enrollment)),
    },
    { row: 'retired', apply: () => putRow(rows.retiredJourneys, enrollment.journey, enrollment.journey) },
  ],

  advance: ({ enrollment: id, step, at, ended, took, reached }, rows) => [
    partOf(rows, id, exists, ({ wait: _, ...before }) => ({
      ...before,
      steps: { ...before.steps, [step]: at },
      ...(took && { took }),
      ...(reached !== undefined && { reached: before.reached ?? reached }),
      // An enrollment ends only once.
      ...(ended && before.status === 'active' && { status: ended, endedAt: before.endedAt ?? at }),
    })),
    ...(ended ? [noLongerActive(id)] : []),
  ],

  exit: ({ enrollment: id, reason, at, reached }, rows) => [
    partOf(rows, id, isActive, before => ({
      ...before,
      exitReason: reason,
      status: 'exited',
      endedAt: at,
      ...(reached !== undefined && { reached }),
    })),
    noLongerActive(id),
  ],

  migrate: ({ enrollment }, rows) => {
    const { id, version, until, exit, awaits, early, precedence, generation = 1 } = enrollment;
    const isNewer = (before: Enrollment) => isActive(before) && (before.generation ?? 0) < generation;
    return [
      partOf(rows, id, isNewer, ({ precedence: _, ...before }) => ({
        ...before,
        ...{ version, until, generation, exit, awaits, early },
        ...(precedence && { precedence }),
      })),
    ];
  },

  learn: ({ enrollment: id, fields }, rows) => [
    partOf(rows, id, exists, before => ({
      ...before,
      trigger: { ...before.trigger, fields: { ...before.trigger.fields, ...fields } },
    })),
  ],

  leaveOut: ({ enrollment: id, leftOut }, rows) => [partOf(rows, id, isActive, before => ({ ...before, leftOut }))],

  moved: ({ enrollment: id, at }, rows) => [partOf(rows, id, exists, before => ({ ...before, movedAt: at }))],

  stillActive: ({ enrollment: id }, rows) => [partOf(rows, id, isActive, before => before)],
};

const partOf = (
  rows: AccountRows,
  id: string,
  test: (enrollment: Enrollment) => boolean,
  change: (before: Enrollment) => Enrollment,
) => {
  const stored = () => rowAt(rows.enrollments, id);
  return {
    row: rowOf(id),
    test: () => {
      const enrollment = stored();
      return enrollment !== undefined && test(enrollment);
    },
    apply: () => {
      const before = stored();
      if (before) replace(rows, change(before));
    },
  };
};

/** Stands for deleting the row in the table's index of active enrollments; memory scans instead. */
const noLongerActive = (id: string) => ({ row: `active ${id}`, isWhole: true }) as const;

const exists = () => true;
const isActive = ({ status }: Enrollment): boolean => status === 'active';

export const replace = (rows: AccountRows, enrollment: Enrollment): Enrollment => {
  const kept = immutable(enrollment);
  putRow(rows.enrollments, kept.id, kept);
  return kept;
};

const rowOf = (id: string): string => `enrollment ${id}`;
const retiredRow = (id: string): string => `retired ${id}`;
