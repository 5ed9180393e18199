import { isOver } from '../../account/enrollment.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { withoutSend } from '../../sending/frequency-cap.ts';
import { settleClaim } from '../../sending/settle-claim.ts';
import { turn } from '../../turn.ts';

export type SettlePorts = PortsWith<'contacts' | 'deliveries' | 'enrollments'>;

/**
 * Settles a delivery left claimed by a process that died, whose touch is not retried. Idempotent. The alarm for a
 * lost one comes before it is settled, since a settled one is not looked at again.
 */
export const settleLeftClaim = (
  account: string,
  id: string,
  { accounts, contacts, deliveries, enrollments, clock, alarms }: SettlePorts,
): Promise<void> => {
  const now = clock.now();
  return turn(
    {
      account,
      read: async () => {
        const [delivery] = await deliveries.find(account, [id]);
        if (delivery?.state !== 'reserved') return { delivery };
        const [enrollment] = await enrollments.find(account, [delivery.enrollment]);
        return { delivery, enrollment, contact: await contacts.find(account, delivery.contact) };
      },
      decide: ({ delivery, enrollment, contact }) => {
        const hasEnded = enrollment === undefined || isOver(enrollment);
        const settled = delivery && settleClaim(delivery, now, hasEnded);
        if (delivery === undefined || settled === undefined) return { answer: undefined };
        const { journey, step } = delivery;
        const isLost = settled.line !== undefined && settled.delivery.state === 'unknown';
        return {
          before: isLost ? [{ alarm: 'ambiguous-send', account, journey, step, delivery: id } as const] : [],
          changes: [
            { kind: 'claim', delivery: settled.delivery, replaces: delivery },
            ...(contact ? [{ kind: 'contact' as const, contact: withoutSend(contact, id) }] : []),
            ...(settled.line ? [{ kind: 'line' as const, line: settled.line }] : []),
          ],
          answer: undefined,
        };
      },
      perform: async raised => {
        for (const alarm of raised) await alarms.raise(alarm);
      },
    },
    { accounts },
  );
};
