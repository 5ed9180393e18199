import { businessDays, days } from '#engine';
import {
  admins,
  adoption,
  branch,
  day,
  email,
  escalate,
  everyone,
  featuresTotal,
  featuresUsed,
  journey,
  manual,
  on,
  prompt,
} from './catalog.ts';

/** `feature-decline` enrolls, and so may the account's CSM. */
export default journey('re-onboarding', {
  title: 'Re-onboarding',
  enroll: manual,
  reenroll: { after: days(90) },
  exit: [on('subscription.canceled'), on('Account Deleted'), on('stage.changed').where({ to: 'free' })],
  goal: adoption().atLeast(0.5),
  priority: 40,
  steps: [
    day(0, email('re-onboarding', { to: admins })),
    day(3, prompt('re-onboarding-tour', { to: everyone, expires: days(14) })),
    day(7, email('re-onboarding-2', { to: admins })),
    day(14, email('re-onboarding-3', { to: admins })),
    day(
      21,
      branch('re-onboarding-check', {
        when: adoption().below(0.3),
        then: [
          escalate('re-onboarding-outreach', {
            type: 'risk',
            severity: 2,
            sla: businessDays(2),
            play: 'offer a training for the whole team',
            evidence: { 'key features used': featuresUsed(), 'key features': featuresTotal },
          }),
        ],
        otherwise: [],
      }),
    ),
  ],
});
