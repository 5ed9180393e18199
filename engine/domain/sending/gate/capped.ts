import { frequencyCap } from '../frequency-cap.ts';
import type { ContactGate } from './gate.ts';

export const capped: ContactGate = ({ call, now }, { recentSends }, delivery) => {
  const others = recentSends.filter(send => send.delivery !== delivery);
  const answer = frequencyCap(call.policy.frequencyCaps, call.class, others, now);
  if (answer === 'room') return 'pass';
  return answer === 'skip' ? { skip: 'capped' } : { hold: 'capped', until: answer.holdUntil };
};
