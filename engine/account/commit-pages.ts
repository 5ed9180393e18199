import type { Change } from './change.ts';

/**
 * Limit of one transaction.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const rowsPerCommit = 100;

/** Each page leaves one row for the marker, or for deleting the staged page. */
export const rowsPerPage = rowsPerCommit - 1;

/** A staged page is one item of at most 400 KB, so a few large changes fill it by bytes. */
const bytesPerRow = 3_000;

/** Size of a change within a staged page. @param rows number of rows that it writes */
const sizeOfChange = (change: Change, rows: number): number =>
  Math.max(rows, Math.ceil(Buffer.byteLength(JSON.stringify(change)) / bytesPerRow));

/** A commit too large for one transaction, as pages in the order of writing. */
export interface CommitPages {
  /** Written together with the marker that the others follow. Holds every condition that decides the commit. */
  first: Change[];
  later: Change[][];
}

/**
 * How a change of a large commit behaves.
 * - `decides`: the decision depends on its condition, so it belongs to the first page.
 * - `mayBeOvertaken`: independent of the rest. On a later page a concurrent write may have broken its condition; then
 * it is   dropped with its timeline lines, as if the commit had been decided after that write. - `always`:
 * unconditional. - `follows`: shares the fate of the change before it, if that may be overtaken; otherwise
 * unconditional.
 */
const paging: Record<Change['kind'], 'decides' | 'mayBeOvertaken' | 'always' | 'follows'> = {
  profile: 'decides',
  contact: 'decides',
  erase: 'decides',
  readmit: 'always',
  mailClaimed: 'decides',
  consent: 'always',
  enroll: 'mayBeOvertaken',
  advance: 'decides',
  exit: 'mayBeOvertaken',
  migrate: 'decides',
  retire: 'mayBeOvertaken',
  learn: 'always',
  leaveOut: 'decides',
  moved: 'always',
  stillActive: 'decides',
  line: 'follows',
  revenue: 'always',
  health: 'always',
  planFigures: 'always',
  leavePlan: 'always',
  mark: 'always',
  seat: 'always',
  successPlan: 'always',
  task: 'mayBeOvertaken',
  evaluation: 'decides',
  claim: 'decides',
  handOver: 'decides',
  unwelcome: 'decides',
  settle: 'decides',
  prompt: 'always',
  promptReader: 'decides',
  waiting: 'always',
  noLongerWaiting: 'always',
  customer: 'always',
};

/**
 * Splits into pages of at most `rowsPerPage`, by the size of each change. A change that may be overtaken shares its
 * page with its lines, so that each page leaves the account in a state that a smaller commit would have. What decides is never
 * staged, so only its rows count, however large they are. `rowsOf`: number of rows that a change writes.
 * @throws Error if the changes that decide exceed one page: the author must split the commit
 */
export const commitPages = (
  changes: readonly Change[],
  rowsOf: (change: Change) => number,
  most = rowsPerPage,
): CommitPages => {
  const size = (group: readonly Change[]): number =>
    group.reduce((sum, change) => sum + sizeOfChange(change, rowsOf(change)), 0);
  const groups = grouped(changes);
  const deciding = groups.filter(([head]) => head && paging[head.kind] === 'decides').flat();
  if (deciding.reduce((sum, change) => sum + rowsOf(change), 0) > most) {
    const kinds = [...new Set(deciding.map(({ kind }) => kind))].join(', ');
    throw new Error(
      `A commit rests on ${deciding.length} changes (${kinds}), of which one page takes ${most}. Split it.`,
    );
  }
  const pages = [deciding];
  let taken = size(deciding);
  for (const group of groups.filter(([head]) => head && paging[head.kind] !== 'decides')) {
    taken += size(group);
    if (taken > most) {
      pages.push([]);
      taken = size(group);
    }
    pages.at(-1)?.push(...group);
  }
  const [first = [], ...later] = pages;
  return { first, later };
};

/** Drops an overtaken change and its lines. `instead`: its replacement. */
export const withoutOvertaken = (page: readonly Change[], overtaken: Change, instead?: Change): Change[] =>
  grouped(page).flatMap(group => {
    if (group[0] !== overtaken) return group;
    return instead ? [instead, ...group.slice(1)] : [];
  });

/** Groups a change that may be overtaken with the lines after it; every other change is alone. */
const grouped = (changes: readonly Change[]): Change[][] => {
  const groups: Change[][] = [];
  for (const change of changes) {
    const head = groups.at(-1)?.[0];
    if (paging[change.kind] === 'follows' && head && paging[head.kind] === 'mayBeOvertaken')
      groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups;
};
