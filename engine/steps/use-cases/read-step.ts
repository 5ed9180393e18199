import type { Ports } from '../../ports/ports.ts';
import { mustSeeOutcome } from '../outcome-pending.ts';
import { type AnyCall, usageNeeds } from '../step-frame.ts';
import { leavesBy } from '../step-outline-of.ts';
import type { StepSeen } from '../step-turn.ts';

/** The snapshot for a step that sends nothing: the account without its contacts. One query. @throws StepTooSoon */
export const readStep = async (
  call: AnyCall,
  { accounts, clock }: Pick<Ports, 'accounts' | 'clock'>,
): Promise<StepSeen> => {
  const now = clock.now();
  const usageSince = usageNeeds(call, { now, leaves: leavesBy(call.step) });
  const snapshot = await accounts.snapshot(call.account, { withoutContacts: true, ...(usageSince && { usageSince }) });
  mustSeeOutcome(call, snapshot, now);
  return { snapshot, now };
};
