import { channelOf } from '../channels/channel-of.ts';
import type { MessageClass, Policy } from '../definition/policy.ts';
import type { TouchStep } from '../definition/step.ts';
import type { TouchCall } from '../definition/step-call.ts';
import { addressBookOf } from '../sending/reach.ts';

/**
 * The maximum number of days that rules hold a touch. One that goes to addresses of contacts and isn't transactional
 * may wait for a verified address or for a cap; others wait for a risk task, another journey, or the end of the night.
 * Pauses by operators don't count.
 */
export const longestHold = (call: TouchCall, policy: Policy, heldByOthers: readonly MessageClass[]): number => {
  const { step, class: messageClass, cause } = call;
  const goesToAddress = hasAddress(step);
  if (messageClass === 'transactional')
    return goesToAddress && policy.frequencyCaps.some(holdsAll) ? most(call, policy) : 0;
  const held = [...policy.heldByRiskTask, ...heldByOthers].includes(messageClass);
  if (goesToAddress || held) return most(call, policy);
  return cause === 'calendar' ? 0 : 1;
};

const holdsAll = ({ classes, onCapped }: Policy['frequencyCaps'][number]): boolean =>
  onCapped === 'hold' && classes.includes('transactional');

/** Only the expiry of what goes to addresses limits a hold: a prompt's expiry is how long it is shown. */
const most = ({ step }: TouchCall, { holdAtMostDays }: Policy): number => {
  const expires = hasAddress(step) && 'expires' in step ? step.expires : undefined;
  return expires?.unit === 'days' ? Math.min(expires.amount, holdAtMostDays) : holdAtMostDays;
};

const hasAddress = (step: TouchStep): boolean => addressBookOf(channelOf(step)) !== undefined;
