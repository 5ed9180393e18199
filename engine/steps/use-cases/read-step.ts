import type { Ports } from '../../ports/ports.ts';
import { type AnyCall, usageNeeds } from '../step-frame.ts';
import { leavesBy } from '../step-outline-of.ts';
import type { StepSeen } from '../step-turn.ts';

/** The snapshot for a step that sends nothing: the account without its contacts. One query. */
export const readStep = async (
  call: AnyCall,
  { accounts, clock }: Pick<Ports, 'accounts' | 'clock'>,
): Promise<StepSeen> => {
  const now = clock.now();
  const usageSince = usageNeeds(call, { now, leaves: leavesBy(call.step) });
  return {
    snapshot: await accounts.snapshot(call.account, { withoutContacts: true, ...(usageSince && { usageSince }) }),
    now,
  };
};
