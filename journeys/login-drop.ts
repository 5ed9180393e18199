import { any, businessDays } from '#engine';
import { arr, attribute, escalate, journey, logins, on, paying, signal } from './catalog.ts';

/** Read literally, three falls in a row are nearly blind: one bounce resets them. So a lasting fall counts as well. */
export default journey('login-drop', {
  enroll: signal({
    when: any(
      logins().consecutiveDrops({ weeks: 3, by: 0.4 }),
      logins().sustainedBelowBaseline({ weeks: 3, share: 0.6, baselineWeeks: 4, atLeast: 5 }),
    ),
    period: 'week',
    guarded: true,
  }),
  audience: paying,
  reenroll: 'afterEnd',
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 20,
  steps: [
    escalate('login-drop', {
      type: 'risk',
      severity: 2,
      sla: businessDays(1),
      playbook: 'book-an-admin-review',
      evidence: {
        'user-days last week': logins().weekBack(1),
        'a week before': logins().weekBack(2),
        'two weeks before': logins().weekBack(3),
        'three weeks before': logins().weekBack(4),
        'yearly revenue': arr,
        health: attribute('health'),
      },
    }),
  ],
});
