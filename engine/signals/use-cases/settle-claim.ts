import { isOver } from '../../account/precedence.ts';
import { CommitConflict, type Ports } from '../../ports/ports.ts';
import { withoutSend } from '../../sending/recent-sends.ts';
import { settleClaim } from '../../sending/settle-claim.ts';

/**
 * Settles a delivery left claimed by a process that died, whose touch is not retried. Idempotent.
 */
export const settleLeftClaim = async (
  account: string,
  id: string,
  { accounts, clock, alarms }: Pick<Ports, 'accounts' | 'clock' | 'alarms'>,
): Promise<void> => {
  const [delivery] = await accounts.deliveries(account, [id]);
  if (delivery === undefined) return;
  const isReserved = delivery.state === 'reserved';
  const [enrollment] = isReserved ? await accounts.enrollments(account, [delivery.enrollment]) : [];
  const settled = settleClaim(delivery, clock.now(), enrollment === undefined || isOver(enrollment));
  if (settled === undefined) return;
  const contact = isReserved ? await accounts.contact(account, delivery.contact) : undefined;
  try {
    await accounts.commit(account, [
      { kind: 'claim', delivery: settled.delivery, replaces: delivery },
      ...(contact ? [{ kind: 'contact' as const, contact: withoutSend(contact, id) }] : []),
      ...(settled.line ? [{ kind: 'line' as const, line: settled.line }] : []),
    ]);
    if (settled.line && settled.delivery.state === 'unknown') {
      const { journey, step } = delivery;
      await alarms.raise({ alarm: 'ambiguous-send', account, journey, step, delivery: id });
    }
  } catch (error) {
    // Its touch, or news of it, came first.
    if (!(error instanceof CommitConflict)) throw error;
  }
};
