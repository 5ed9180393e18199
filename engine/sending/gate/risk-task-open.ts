import { everyReach } from '../reach.ts';
import type { TouchGate } from './gate.ts';

/** While a person looks after an account at risk, promotion waits. The end of the task wakes the touch. */
export const riskTaskOpen: TouchGate = {
  name: 'risk-task-open',
  asksFor: everyReach,
  ask: ({ call, snapshot }) =>
    call.policy.heldByRiskTask.includes(call.class) &&
    snapshot.tasks.some(({ type, status }) => type === 'risk' && status !== 'resolved')
      ? { hold: 'risk-task-open' }
      : 'pass',
};
