import type { Change } from '../../account/change.ts';
import type { Second } from '../../kernel/instant.ts';
import { newsUntil, resends, type Verdict } from '../decide-touch.ts';
import { claim, noticeOf, touchLine } from '../touch-rows.ts';
import type { TouchSending } from './touch-sending.ts';

/** Independent writes: the ledger shows a retry which of them are recorded. */
const mostAtOnce = 25;

/**
 * Writes down what is known of deliveries that an earlier try began: lost without an answer, or confirmed by the mail
 * service since. Returns when to look again for news.
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
