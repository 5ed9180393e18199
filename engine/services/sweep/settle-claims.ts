import { plusSeconds } from '../../domain/instant.ts';
import { aloneAfterSeconds, settleClaim } from '../../domain/sending/settle-claim.ts';
import { CommitConflict, type Ports } from '../ports.ts';
import { tellOperations } from '../tell-operations.ts';

/**
 * Settles deliveries that nobody asks about any more: their process died between claim and answer, and their touch is
 * not called again. Costs one query where there are none. To be repeated at will.
 */
export const settleClaims = async ({ accounts, clock }: Pick<Ports, 'accounts' | 'clock'>): Promise<void> => {
  const now = clock.now();
  for (const { account, id } of await accounts.openClaims(plusSeconds(now, -aloneAfterSeconds))) {
    const [delivery] = await accounts.deliveries(account, [id]);
    const settled = delivery && settleClaim(delivery, now);
    if (!delivery || !settled) continue;
    try {
      await accounts.commit(account, [
        { kind: 'claim', delivery: settled.delivery, replaces: delivery.state },
        ...(settled.line ? [{ kind: 'line' as const, line: settled.line }] : []),
      ]);
      if (settled.line && settled.delivery.state === 'unknown') tellOperations('ambiguous', delivery);
    } catch (error) {
      // Its touch, or news of it, came first.
      if (!(error instanceof CommitConflict)) throw error;
    }
  }
};
