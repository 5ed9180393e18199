import { byReceipt, type Refusals } from '../ports/refusals.ts';
import { afterCall } from '../ports/retention.ts';
import { allExpiring, putExpiring } from './expiring-rows.ts';
import { immutable } from './immutable.ts';
import type { Store } from './store.ts';

export const memoryRefusals = ({ refusals, clock }: Store): Refusals => ({
  keep: async call =>
    putExpiring(refusals, call.id, { value: immutable(call), expiresAt: afterCall(call.receivedAt) }, clock.now()),
  all: async () => allExpiring(refusals, clock.now()).sort(byReceipt),
});
