import { businessDays } from '#engine';
import { arr, attribute, escalate, journey, on, trigger } from './catalog.ts';

/** A contact that reports our mail as spam is annoyed with more than the mail. It gets no more of it; its owner should know. */
export default journey('complained', {
  enroll: on('contact.complained'),
  reenroll: 'afterEnd',
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 20,
  steps: [
    escalate('complained', {
      type: 'risk',
      severity: 3,
      sla: businessDays(5),
      play: 'ask on another way than mail what they would rather hear, or nothing',
      evidence: { 'role of who complained': trigger('role'), 'yearly revenue': arr, health: attribute('health') },
    }),
  ],
});
