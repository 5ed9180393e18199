import { any, businessDays, days, weeks } from '#engine';
import {
  admins,
  attribute,
  before,
  branch,
  champions,
  email,
  escalate,
  goal,
  journey,
  moveGoal,
  on,
  onDate,
  touchModel,
  wait,
} from './catalog.ts';

const launch = goal('launch');

/** The customer's own goal, with the date that they set: reached, or a CSM helps. */
export default journey('success-plan', {
  enroll: onDate('launchGoalAt', { before: days(14) }),
  exit: [on('subscription.canceled'), on('Account Deleted')],
  goal: launch.reached(),
  priority: 50,
  steps: [
    before(
      launch.dueAt,
      days(7),
      email('launch-week', { to: admins.and(champions), data: { launchDate: launch.dueAt } }),
      { unless: any(launch.reached(), touchModel.is('high')) },
    ),
    before(launch.dueAt, days(0), wait('launch-day', days(1))),
    branch('launch-check', {
      when: launch.overdue(),
      then: [
        escalate('launch-overdue', {
          type: 'onboarding',
          severity: 2,
          sla: businessDays(2),
          play: 'agree on a new date, and on who does what until then',
          evidence: { 'launch planned for': launch.dueAt, 'renews at': attribute('renewalAt') },
          then: { plan_agreed: [moveGoal('more-time', 'launch', { by: weeks(2) })] },
        }),
      ],
      otherwise: [],
    }),
  ],
});
