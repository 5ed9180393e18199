import type { PortsWith } from '../../ports/ports.ts';
import { PostUnanswered } from '../../ports/poster.ts';

/**
 * Sends a notice at most once. `again`: the receiver drops repeats, so a notice whose outcome is unknown may be sent
 * again; for Slack it may not.
 */
export const notifyOnce = async (
  { name, account, again }: { name: string; account: string; again: boolean },
  { claims, clock }: PortsWith<'claims'>,
  tell: () => Promise<void>,
): Promise<void> => {
  const claim = { kind: 'notice', account, name } as const;
  const claimed = await claims.claim(claim, { now: clock.now() });
  if (claimed === 'settled' || (claimed === 'taken' && !again)) return;
  try {
    await tell();
  } catch (error) {
    if (!(error instanceof PostUnanswered)) await claims.release(claim);
    throw error;
  }
  await claims.settle(claim, 'told');
};
