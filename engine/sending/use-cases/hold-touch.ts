import type { Change } from '../../account/change.ts';
import { type Instant, instant, plusSeconds, type Second } from '../../kernel/instant.ts';
import type { Verdict } from '../decide-touch.ts';
import { ceilSecond } from '../frequency-cap.ts';
import { claim, touchLine } from '../touch-rows.ts';
import type { TouchSending } from './touch-sending.ts';

/** Less than half as many as a transaction can write: a hold is a row of the ledger and a line, and something may come before. */
const mostAtOnce = 48;

/**
 * Records the held deliveries. The ledger stores since and until when each is held, so that a retry neither writes the
 * line again nor restarts the wait. `before`: written with the first of them. Returns when to retry.
 */
export const holdTouch = async (
  turn: TouchSending,
  verdicts: readonly Verdict[],
  before: readonly Change[],
): Promise<Second[]> => {
  const holds = verdicts.filter(verdict => verdict.verdict === 'hold');
  const unrecorded = holds.filter(({ told }) => !told);
  for (let begin = 0; begin < unrecorded.length; begin += mostAtOnce) {
    const changes = unrecorded
      .slice(begin, begin + mostAtOnce)
      .flatMap(hold => [
        claim(turn, hold, { state: 'held', until: hold.until, ...heldSince(hold) }),
        touchLine(turn, hold.to, 'held', { reason: hold.reason, until: hold.until }),
      ]);
    await turn.ports.accounts.commit(turn.call.account, begin === 0 ? [...before, ...changes] : changes);
  }
  return holds.map(({ until, told, endsByNews }) => (endsByNews && !told ? secondLook(turn, until) : until));
};

/** The event that ends a hold could be missed until the touch is parked in its wait, so it checks once more, soon. */
const secondLook = ({ now }: TouchSending, until: Second): Second => {
  const soon = ceilSecond(plusSeconds(now, 60));
  return soon < until ? soon : until;
};

/** A rescheduled touch is not due before `until`, so the limit on its hold counts from then. */
const heldSince = ({ reason, until }: Extract<Verdict, { verdict: 'hold' }>): { claimedAt?: Instant } =>
  reason === 'rescheduled' ? { claimedAt: instant(until) } : {};
