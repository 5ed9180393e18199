import { all, atMost, businessDays, days, never, task, touches } from '#engine';
import {
  admins,
  adoption,
  branch,
  count,
  day,
  email,
  enroll,
  escalate,
  everyone,
  featuresTotal,
  featuresUsed,
  journey,
  on,
  paying,
  prompt,
  touchModel,
  used,
} from './catalog.ts';

export default journey('onboarding', {
  enroll: on('Account Created'),
  audience: all(touchModel.in('low', 'digital'), paying),
  reenroll: 'never',
  exit: [on('Account Deleted'), on('subscription.canceled'), on('stage.changed').where({ to: 'free' })],
  goal: adoption().atLeast(0.5),
  // A new customer has other things to do than to tell how it goes; `nps-survey` first asks on day 60.
  excludes: ['ces-survey', 'csat-survey'],
  promises: [
    atMost(3, touches('email')).within(days(7)),
    never(task('low-adoption')).after(on('subscription.canceled')),
  ],
  steps: [
    day(0, email('welcome', { to: admins })),
    day(3, prompt('core-workflow-tour', { to: everyone, expires: days(7) })),
    day(7, email('first-project', { to: admins }), { unless: used('projects') }),
    day(14, email('power-user-webinar', { to: everyone, expires: days(5) })),
    day(21, email('usage-milestone', { to: admins }), {
      when: count('Task Completed').atLeast(10),
    }),
    day(
      30,
      branch('adoption-check', {
        when: adoption().below(0.2),
        then: [
          escalate('low-adoption', {
            type: 'onboarding',
            severity: 2,
            sla: businessDays(2),
            play: 're-onboarding call',
            evidence: { 'key features used': featuresUsed(), 'key features': featuresTotal },
          }),
        ],
        otherwise: [],
      }),
    ),
    day(30, enroll('adoption')),
  ],
});
