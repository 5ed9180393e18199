import type { Change } from './change.ts';

/** A commit that is too large for one transaction, in the order in which its pages are written. */
export interface CommitPages {
  /** Written together with the record that the others are to follow. All conditions that decide are among these. */
  first: Change[];
  later: Change[][];
}

/**
 * How a change of a large commit behaves.
 * - `decides`: the decision rests on its condition, so it belongs to the first page.
 * - `mayBeOvertaken`: about something that stands for itself. On a later page its condition may turn out to be broken by
 *   somebody who came in between; then it is left out, with its lines, as if it had been decided after that.
 * - `always`: it may be written at any time.
 */
const paging: Record<Change['kind'], 'decides' | 'mayBeOvertaken' | 'always'> = {
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
  moved: 'always',
  stillActive: 'decides',
  line: 'always',
  health: 'always',
  planFigures: 'always',
  leavePlan: 'always',
  mark: 'always',
  seat: 'always',
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
 * Pages of at most `most`, by the size of each change. A change that may be overtaken shares its page with its lines, so
 * that each page leaves the account as some smaller decision would have.
 * @throws Error where what decides is too much for one page: its author must split the commit
 */
export const commitPages = (
  changes: readonly Change[],
  sizeOf: (change: Change) => number,
  most: number,
): CommitPages => {
  const size = (group: readonly Change[]): number => group.reduce((sum, change) => sum + sizeOf(change), 0);
  const groups = grouped(changes);
  const deciding = groups.filter(([head]) => head && paging[head.kind] === 'decides').flat();
  if (size(deciding) > most) {
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

/** Without a change that was overtaken, and its lines. `instead`: what takes its place. */
export const withoutOvertaken = (page: readonly Change[], overtaken: Change, instead?: Change): Change[] =>
  grouped(page).flatMap(group => {
    if (group[0] !== overtaken) return group;
    return instead ? [instead, ...group.slice(1)] : [];
  });

/** Each change, and with one that may be overtaken the lines that follow it. */
const grouped = (changes: readonly Change[]): Change[][] => {
  const groups: Change[][] = [];
  for (const change of changes) {
    const head = groups.at(-1)?.[0];
    if (change.kind === 'line' && head && paging[head.kind] === 'mayBeOvertaken') groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups;
};
