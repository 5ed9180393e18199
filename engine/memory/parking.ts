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
  /** Only events from this instant on end the wait. */
  anchorAt: Instant;
  /** Do not park if the date that it waits for has moved since `anchorAt`. */
  refusesMoved: boolean;
}

/**
 * Stores a wait on its enrollment, the row on which events are recorded, too: the later of the two writes sees the
 * earlier. Returns false, and stores nothing, if the enrollment was exited, the awaited event has come, or its date
 * moved.
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
