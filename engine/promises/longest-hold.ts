import type { MessageClass, Policy } from '../definition/policy.ts';
import type { TouchStep } from '../definition/step.ts';
import type { TouchCall } from '../definition/step-call.ts';
import { partsOf } from '../journey/parts-of.ts';

/**
 * The maximum number of days that rules hold a touch. Mail that isn't transactional may wait for a verified address or
 * for a cap; other touches for a risk task, another journey, or the end of the night. Pauses by operators don't count.
 */
export const longestHold = (call: TouchCall, policy: Policy, heldByOthers: readonly MessageClass[]): number => {
  const { step, class: messageClass, cause } = call;
  const isMail = channelOf(step) === 'email';
  if (messageClass === 'transactional') return isMail && policy.frequencyCaps.some(holdsAll) ? most(call, policy) : 0;
  const held = [...policy.heldByRiskTask, ...heldByOthers].includes(messageClass);
  if (isMail || held) return most(call, policy);
  return cause === 'calendar' ? 0 : 1;
};

const holdsAll = ({ classes, onCapped }: Policy['frequencyCaps'][number]): boolean =>
  onCapped === 'hold' && classes.includes('transactional');

/** Only a mail's expiry limits a hold: a prompt's expiry is how long it is shown. */
const most = ({ step }: TouchCall, { holdAtMostDays }: Policy): number => {
  const expires = channelOf(step) === 'email' && 'expires' in step ? step.expires : undefined;
  return expires?.unit === 'days' ? Math.min(expires.amount, holdAtMostDays) : holdAtMostDays;
};

const channelOf = (step: TouchStep): string | undefined => {
  if (!channels.has(step)) channels.set(step, partsOf(step).template?.channel);
  return channels.get(step);
};

const channels = new WeakMap<TouchStep, string | undefined>();
