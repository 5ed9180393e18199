import type { DomainEvent } from '../../account/event.ts';
import type { SuccessPlan } from '../../account/success-plan.ts';
import type { AllPorts } from '../../ports/ports.ts';

/** A complete success plan, sent by a call or entered by a person. */
export interface StatedPlan extends SuccessPlan {
  account: string;
  source: Extract<DomainEvent['source'], 'segment' | 'daymark'>;
}

/**
 * The plan holds the customer's words, so it goes straight into the table; the queue only gets an event that it
 * changed.
 */
export const keepPlan = async (
  { account, source, at, message, goals }: StatedPlan,
  { accounts, queue, clock }: Pick<AllPorts, 'accounts' | 'clock' | 'queue'>,
): Promise<void> => {
  await accounts.commit(account, [{ kind: 'successPlan', plan: { at, message, goals } }]);
  await queue.publish({
    id: `${source}:${message}`,
    source,
    account,
    name: 'plan.changed',
    occurredAt: at,
    receivedAt: clock.now(),
    fields: { goals: goals.map(({ id }) => id).join(' ') },
  });
};
