import type { PortsWith } from '../../ports/ports.ts';
import { PostUnanswered } from '../../ports/poster.ts';

/** `again`: the receiver drops what it has; Slack does not, so what may have been told is not told again. */
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
