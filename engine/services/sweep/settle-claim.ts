import { settleClaim } from '../../domain/sending/settle-claim.ts';
import { CommitConflict, type Ports } from '../ports.ts';

/**
 * Settles a delivery that nobody asks about any more: its process died between claim and answer, and its touch is not
 * called again. To be repeated at will.
 */
export const settleLeftClaim = async (
  account: string,
  id: string,
  { accounts, clock, alarms }: Pick<Ports, 'accounts' | 'clock' | 'alarms'>,
): Promise<void> => {
  const [delivery] = await accounts.deliveries(account, [id]);
  const settled = delivery && settleClaim(delivery, clock.now());
  if (!delivery || !settled) return;
  try {
    await accounts.commit(account, [
      { kind: 'claim', delivery: settled.delivery, replaces: delivery.state },
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
