import { plusSeconds } from '../../kernel/instant.ts';
import { ceilSecond } from '../frequency-cap.ts';
import { everyReach } from '../reach.ts';
import type { TouchGate } from './gate.ts';

/** How long a risk task holds promotion back, unless the policy sets it. */
const holdsDays = 30;

/**
 * Promotion waits while a person works on an account at risk. The end of the task wakes the touch. After
 * `riskTaskHoldsDays` the task no longer holds anything, since a task open for weeks is not an active conversation.
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
