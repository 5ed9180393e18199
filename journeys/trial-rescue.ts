import { any, businessDays, days, never, task, touch } from '#engine';
import {
  admins,
  adoption,
  attribute,
  branch,
  dayOf,
  email,
  escalate,
  featuresTotal,
  featuresUsed,
  journey,
  next,
  on,
  touchModel,
  trigger,
} from './catalog.ts';

/** Late enough to know, early enough to help: on the last day of a trial it is too late. */
const checkDay = { 14: 10, 30: 14 };
/** Two days later, of a trial of a week one; that of three days or fewer has no day between. */
const secondDay = { 14: 12, 30: 16 };
const isLookedAfter = touchModel.is('high');
/** A trial that was shortened may end on its check day or before. */
const ends = [attribute('trialEndsAt').past(), attribute('trialEndsAt').dueWithin(days(0))];
/** A trial of one day may end before its only morning. */
const isOver = any(trigger('days').atMost(1), ...ends);
const hasNoDayBetween = any(trigger('days').atMost(3), ...ends);

export default journey('trial-rescue', {
  enroll: on('Trial Started'),
  reenroll: 'afterEnd',
  exit: [
    on('subscription.started'),
    on('Trial Ended'),
    on('trial.ended'),
    on('subscription.canceled'),
    on('Account Deleted'),
  ],
  goal: adoption().atLeast(0.3),
  priority: 40,
  promises: [
    never(touch('rescue-2')).after(on('subscription.started')),
    never(task('trial-outreach')).after(on('subscription.started')),
    never(touch('trial-convert')).after(on('Trial Ended')),
  ],
  steps: [
    dayOf(
      trigger('days'),
      checkDay,
      branch('trial-check', {
        when: adoption().below(0.3),
        then: [
          next(email('rescue-1', { to: admins }), { unless: any(isLookedAfter, isOver) }),
          dayOf(trigger('days'), secondDay, email('rescue-2', { to: admins }), {
            unless: any(isLookedAfter, hasNoDayBetween),
          }),
          next(
            escalate('trial-outreach', {
              type: 'onboarding',
              severity: 2,
              sla: businessDays(2),
              playbook: 'set-up-a-first-project',
              evidence: {
                'key features used': featuresUsed(),
                'key features': featuresTotal,
                'trial days': trigger('days'),
              },
            }),
            { unless: isOver },
          ),
        ],
        otherwise: [next(email('trial-convert', { to: admins }), { unless: any(isLookedAfter, isOver) })],
      }),
    ),
  ],
});
