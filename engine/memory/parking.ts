import type { ParkedWait } from '../account/enrollment.ts';
import type { Instant } from '../kernel/instant.ts';
import { replace } from './enrollments.ts';
import { rowAt } from './rows.ts';
import { readAccount, type Store } from './store.ts';

/** Attributes that a state machine writes when it begins to wait. */
export interface Parking {
  token: string;
  until: string;
  wait: Pick<ParkedWait, 'step' | 'wake' | 'listens'>;
  /** Events before this do not end the wait. */
  anchorAt: Instant;
  /** Not if the date that it waits for moved since then. */
  refusesMoved: boolean;
}

/**
 * Stores a wait on its enrollment, on which events are recorded, too: of the two the later one sees the earlier. False, and
 * nothing is stored, when there is nothing to wait for: it was exited, or what it waits for has happened.
 */
export const memoryParks = (store: Store) => ({
  park: (account: string, id: string, { token, until, wait, anchorAt, refusesMoved }: Parking): boolean => {
    const rows = readAccount(store, account);
    const enrollment = rowAt(rows.enrollments, id);
    if (!enrollment || enrollment.exitReason !== undefined) return false;
    if (wait.listens.some(flag => (enrollment.seen[flag] ?? '') >= anchorAt)) return false;
    if (refusesMoved && (enrollment.movedAt ?? '') > anchorAt) return false;
    replace(rows, { ...enrollment, wait: { ...wait, resumeToken: token, until, anchoredAt: anchorAt } });
    return true;
  },
});
