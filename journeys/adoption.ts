import { all, atMost, days, never, not, touch, touches, within } from '#engine';
import {
  activeUsers,
  admins,
  adoption,
  after,
  champions,
  count,
  day,
  email,
  every,
  everyone,
  featuresUsed,
  journey,
  leastUsedFeature,
  medianOf,
  next,
  on,
  paying,
  prompt,
  signal,
  soleFeature,
  stage,
  touchModel,
  unusedFeatures,
} from './catalog.ts';

const month = within(days(30));
const quarter = within(days(90));
const tasksCompleted = count('Task Completed', quarter);
const signIns = count('Signed In', quarter);
const peopleActive = activeUsers(quarter);
const used = featuresUsed(quarter);
const sole = soleFeature(days(30));

/**
 * Months 2 to 11: `onboarding` enrolls on its day 30, so that the first month of this journey is the second of the account. Accounts
 * that begin to pay for a free plan enter at once, after a trial or without: they have had their first steps.
 */
export default journey('adoption', {
  enroll: signal({ when: all(stage.was('free'), paying, not(stage.is('trial'))) }),
  audience: all(touchModel.in('low', 'digital'), paying),
  reenroll: 'never',
  exit: [on('Account Deleted'), on('subscription.canceled')],
  goal: adoption(month).atLeast(0.6),
  priority: 70,
  // All of it waits while a CSM works on an account at risk.
  policy: { heldByRiskTask: ['lifecycle', 'marketing'], holdAtMostDays: 21 },
  promises: [
    atMost(2, touches('email')).within(days(7)),
    never(touch('feature-spotlight')).after(on('subscription.canceled')),
  ],
  steps: [
    day(
      30,
      every('each-month', {
        interval: days(30),
        times: 10,
        steps: [
          next(email('feature-spotlight', { to: admins, data: { feature: leastUsedFeature(month) } }), {
            when: all(paying, adoption(month).below(1)),
          }),
          next(
            prompt('in-app-campaign', {
              to: everyone,
              except: sole.user(),
              expires: days(14),
              data: { feature: sole },
            }),
            { when: sole.exists() },
          ),
          after(
            days(1),
            email('business-review', {
              to: admins.and(champions),
              data: {
                tasksCompleted,
                tasksMedian: medianOf(tasksCompleted),
                signIns,
                signInsMedian: medianOf(signIns),
                peopleActive,
                featuresUsed: used,
                featuresMedian: medianOf(used),
                unusedFeatures: unusedFeatures(quarter),
              },
            }),
            { when: paying, rounds: [2, 5, 8] },
          ),
        ],
      }),
    ),
  ],
});
