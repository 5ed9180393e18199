import type { AccountSnapshot } from '../account/account.ts';
import type { Enrollment } from '../account/enrollment.ts';
import { migrationOf } from '../account/operator-events.ts';
import type { Instant, Second } from '../kernel/instant.ts';
import type { Operator } from '../ports/operator.ts';

/** The plan for an enrollment: it moves while in that wait, or stays for that reason. */
export type Fate = { move: { step: string; until: Second } } | { stay: string };

/** A move that is safe. */
export interface EnrollmentMove {
  enrollment: Enrollment;
  wait: { step: string; until: Second };
}

export interface Moves {
  moves: EnrollmentMove[];
  stays: { enrollment: Enrollment; reason: string }[];
}

/** Plans each enrollment in versions other than `to`. Reads each account once. */
export const planMoves = async (
  journey: string,
  to: string,
  fateOf: (enrollment: Enrollment, snapshot: AccountSnapshot, now: Instant) => Fate,
  { activeEnrollments, accounts, clock }: Operator,
): Promise<Moves> => {
  const planned: Moves = { moves: [], stays: [] };
  let read: Read | undefined;
  for await (const page of activeEnrollments(journey)) {
    for (const { id, account } of page.filter(({ version }) => version !== to)) {
      // Enrollments of one account are consecutive.
      if (read?.snapshot.account !== account) read = await readAccount(account, accounts);
      const enrollment = read.byId.get(id);
      if (!enrollment) continue;
      const fate = fateOf(enrollment, read.snapshot, clock.now());
      if ('move' in fate) planned.moves.push({ enrollment, wait: fate.move });
      else planned.stays.push({ enrollment, reason: fate.stay });
    }
  }
  return planned;
};

interface Read {
  snapshot: AccountSnapshot;
  byId: ReadonlyMap<string, Enrollment>;
}

const readAccount = async (account: string, accounts: Operator['accounts']): Promise<Read> => {
  const snapshot = await accounts.snapshot(account, { withoutContacts: true });
  return { snapshot, byId: new Map(snapshot.enrollments.map(each => [each.id, each])) };
};

/** Requests the moves. Each is only made if its enrollment is still in the planned wait. */
export const makeMoves = async (
  moves: readonly EnrollmentMove[],
  to: string,
  { queue, clock }: Operator,
): Promise<void> => {
  const now = clock.now();
  await queue.publishAll(moves.map(({ enrollment, wait }) => migrationOf(enrollment, wait, to, now)));
};
