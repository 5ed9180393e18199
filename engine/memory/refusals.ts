import { byReceipt, type Refusals } from '../ports/refusals.ts';
import { afterCall } from '../ports/retention.ts';
import { immutable } from './immutable.ts';
import { allLasting, putLasting } from './lasting-rows.ts';
import type { Store } from './store.ts';

export const memoryRefusals = ({ refusals, clock }: Store): Refusals => ({
  keep: async call =>
    putLasting(refusals, call.id, { value: immutable(call), expiresAt: afterCall(call.receivedAt) }, clock.now()),
  all: async () => allLasting(refusals, clock.now()).sort(byReceipt),
});
