import { all, businessDays, days, within } from '#engine';
import { arr, attribute, count, escalate, journey, on, paying } from './catalog.ts';

const tickets = count('Support Ticket Created', within(days(14)));

/**
 * Three questions in two weeks may be a good start; twice as many as before is trouble. Each new ticket is the moment to look:
 * old ones that drop out of the window are no news.
 */
export default journey('ticket-spike', {
  enroll: on('Support Ticket Created'),
  audience: all(paying, tickets.atLeast(3), tickets.roseTo(2, { from: 0 })),
  reenroll: { after: days(30) },
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 20,
  steps: [
    escalate('ticket-spike', {
      type: 'risk',
      severity: 2,
      sla: businessDays(1),
      playbook: 'answer-a-ticket-spike',
      evidence: {
        'tickets in 14 days': { value: tickets, threshold: 3, window: '14 days' },
        'change against the 14 days before, in %': tickets.change(),
        'yearly revenue': arr,
        health: attribute('health'),
      },
    }),
  ],
});
