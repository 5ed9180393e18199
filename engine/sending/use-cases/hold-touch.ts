import { type Instant, instant, plusSeconds, type Second } from '../../kernel/instant.ts';
import type { Verdict } from '../decide-touch.ts';
import { ceilSecond } from '../frequency-cap.ts';
import { claim, touchLine } from '../touch-rows.ts';
import type { TouchSending } from './touch-sending.ts';

/** Half as many as a transaction can write: a hold is a row of the ledger and a line. */
const mostAtOnce = 50;

/**
 * Records what may not go yet. The ledger keeps since when it is held and until when, so that a call that is repeated
 * neither tells it twice nor forgets how long it has waited. Returns when to try again.
 */
export const holdTouch = async (turn: TouchSending, verdicts: readonly Verdict[]): Promise<Second[]> => {
  const holds = verdicts.filter(verdict => verdict.verdict === 'hold');
  const untold = holds.filter(({ told }) => !told);
  for (let begin = 0; begin < untold.length; begin += mostAtOnce) {
    const changes = untold
      .slice(begin, begin + mostAtOnce)
      .flatMap(hold => [
        claim(turn, hold, { state: 'held', until: hold.until, ...heldSince(hold) }),
        touchLine(turn, hold.to, 'held', { reason: hold.reason, until: hold.until }),
      ]);
    await turn.ports.accounts.commit(turn.call.account, changes);
  }
  return holds.map(({ until, told, endsByNews }) => (endsByNews && !told ? secondLook(turn, until) : until));
};

/** The end of a hold is missed while the touch is on its way to its wait: so it checks once more, soon. */
const secondLook = ({ now }: TouchSending, until: Second): Second => {
  const soon = ceilSecond(plusSeconds(now, 60));
  return soon < until ? soon : until;
};

/** A touch whose date moved is not due before then: only from then on does it count as held. */
const heldSince = ({ reason, until }: Extract<Verdict, { verdict: 'hold' }>): { claimedAt?: Instant } =>
  reason === 'rescheduled' ? { claimedAt: instant(until) } : {};
