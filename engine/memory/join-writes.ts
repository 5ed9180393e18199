import type { Change } from '../account/change.ts';
import type { RowWrite } from './row-write.ts';

export interface JoinedWrites {
  /** Number of rows written or tested. */
  rows: number;
  /** The first change whose test fails, if any. */
  refused(): Change | undefined;
  apply(): void;
}

/**
 * Joins writes by row, since a DynamoDB transaction names each item once.
 * @throws Error if a row is both replaced and updated
 */
export const joinWrites = (changes: readonly Change[], writesOf: (change: Change) => RowWrite[]): JoinedWrites => {
  const rows = new Map<string, JoinedRow>();
  const writes: RowWrite[] = [];
  for (const change of changes) {
    for (const write of writesOf(change)) {
      writes.push(write);
      const earlier = rows.get(write.row);
      if (earlier) join(earlier, change, write);
      else rows.set(write.row, { change, isWhole: write.isWhole === true, tests: write.test ? [write.test] : [] });
    }
  }
  return {
    rows: rows.size,
    refused: () => {
      for (const { change, tests } of rows.values()) if (!tests.every(holds => holds())) return change;
      return undefined;
    },
    apply: () => {
      for (const write of writes) write.apply?.();
    },
  };
};

/** `change`: the first one that tests the row, or else the first that writes it. */
interface JoinedRow {
  change: Change;
  isWhole: boolean;
  tests: (() => boolean)[];
}

const join = (earlier: JoinedRow, change: Change, { isWhole, test }: RowWrite): void => {
  if (earlier.isWhole !== (isWhole ?? false))
    throw new Error(
      `A commit cannot "${change.kind}" an item that it also writes by "${earlier.change.kind}". Use two commits.`,
    );
  // The first write already satisfies the test of a second whole write.
  if (isWhole || !test) return;
  if (earlier.tests.length === 0) earlier.change = change;
  earlier.tests.push(test);
};
