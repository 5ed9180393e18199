import { plusSeconds } from '../../kernel/instant.ts';
import { ceilSecond } from '../frequency-cap.ts';
import { everyReach } from '../reach.ts';
import type { TouchGate } from './gate.ts';

/** For how long a risk task holds promotion back, unless the policy says otherwise. */
const holdsDays = 30;

/**
 * While a person looks after an account at risk, promotion waits. The end of the task wakes the touch. A task that stays open for
 * weeks is no conversation any more: from then on the account hears of us again.
 */
export const riskTaskOpen: TouchGate = {
  name: 'risk-task-open',
  asksFor: everyReach,
  ask: ({ call, snapshot, now }) => {
    const { heldByRiskTask, riskTaskHoldsDays = holdsDays } = call.policy;
    if (!heldByRiskTask.includes(call.class)) return 'pass';
    const until = snapshot.tasks
      .filter(({ type, status }) => type === 'risk' && status !== 'resolved')
      .map(({ openedAt }) => ceilSecond(plusSeconds(openedAt, riskTaskHoldsDays * 86_400)))
      .sort()
      .at(-1);
    return until !== undefined && until > ceilSecond(now)
      ? { hold: 'risk-task-open', until, endsByNews: true }
      : 'pass';
  },
};
