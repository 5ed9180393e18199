import { calendar, days } from '#engine';
import { admins, campaign, champions, day, email, on, segment, stage, used, wait } from './catalog.ts';

/** A launch, announced once to low-touch and digital accounts. Those at risk have other worries. */
export default campaign('automations-launch', {
  at: calendar('2025-10-15', '10:00'),
  to: segment.lowTouchTeam,
  exit: [on('subscription.canceled'), on('Account Deleted')],
  goal: used('automations'),
  priority: 90,
  steps: [
    day(0, email('automations-launch', { to: champions.orElse(admins) }), { unless: stage.is('atRisk') }),
    wait('two-weeks', days(14)),
  ],
});
