import { businessDays, days, openTask, weeks, within } from '#engine';
import {
  activeUsers,
  admins,
  champions,
  day,
  escalate,
  every,
  featuresTotal,
  featuresUsed,
  goal,
  journey,
  next,
  on,
  seatsTotal,
  touchModel,
} from './catalog.ts';

const week = within(days(7));

/** The first 90 days of a signed customer. An open risk task means that a CSM talks to them anyhow. */
export default journey('weekly-check-in', {
  title: 'Weekly check-in',
  enroll: on('Deal Won'),
  audience: touchModel.is('high'),
  reenroll: 'never',
  exit: [on('subscription.canceled'), on('Account Deleted')],
  goal: goal('launch').reached(),
  priority: 60,
  steps: [
    day(
      7,
      every('each-week', {
        interval: weeks(1),
        times: 12,
        steps: [
          next(
            escalate('weekly-check-in', {
              type: 'onboarding',
              severity: 3,
              sla: businessDays(5),
              playbook: 'check-in-weekly',
              contact: champions.orElse(admins),
              evidence: {
                'people active in 7 days': activeUsers(week),
                'seats bought': seatsTotal,
                'key features used': featuresUsed(),
                'key features': featuresTotal,
                'launch planned for': goal('launch').dueAt,
              },
            }),
            { when: touchModel.is('high'), unless: openTask('risk') },
          ),
        ],
      }),
    ),
  ],
});
