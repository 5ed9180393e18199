import type { Change } from '../../account/change.ts';
import type { Second } from '../../kernel/instant.ts';
import { newsUntil, resends, type Verdict } from '../decide-touch.ts';
import { claim, noticeOf, touchLine } from '../touch-rows.ts';
import type { TouchSending } from './touch-sending.ts';

/**
 * Outcomes per commit. The commits are independent: after a crash the ledger shows a retry which outcomes are recorded.
 */
const mostAtOnce = 25;

/**
 * Records the outcome of deliveries that an earlier attempt began: response lost, or confirmed by the mail service
 * since. Returns when to check again for reports of the mail service.
 */
export const recordDeliveryOutcomes = async (turn: TouchSending, verdicts: readonly Verdict[]): Promise<Second[]> => {
  for (const each of verdicts) {
    if (each.verdict === 'lost')
      await turn.ports.alarms.raise({ alarm: 'ambiguous-send', ...noticeOf(turn, each.delivery) });
  }
  const outcomes = verdicts.flatMap(verdict => outcomeOf(turn, verdict));
  for (let begin = 0; begin < outcomes.length; begin += mostAtOnce) {
    await turn.ports.accounts.commit(turn.call.account, outcomes.slice(begin, begin + mostAtOnce).flat());
  }
  return verdicts.flatMap(verdict => {
    if (verdict.verdict === 'awaitNews') return [verdict.until];
    const { previous } = verdict;
    const triesAgain =
      verdict.verdict === 'lost' && turn.entry !== 'exited' && previous && resends(turn.call, previous);
    return triesAgain ? [newsUntil(previous.claimedAt)] : [];
  });
};

/** The row and timeline line of a delivery whose outcome is known now. */
const outcomeOf = (turn: TouchSending, verdict: Verdict): Change[][] => {
  if (verdict.verdict === 'lost')
    return [
      [claim(turn, verdict, { state: 'unknown' }), touchLine(turn, verdict.to, 'unknown', { reason: 'ambiguous' })],
    ];
  return verdict.verdict === 'confirmed'
    ? [[claim(turn, verdict, { state: 'accepted' }), touchLine(turn, verdict.to, 'sent')]]
    : [];
};
