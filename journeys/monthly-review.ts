import { any, businessDays, days, openTask, within } from '#engine';
import {
  activeUsers,
  admins,
  arr,
  attribute,
  champions,
  count,
  day,
  escalate,
  every,
  featuresUsed,
  journey,
  next,
  on,
  onDate,
  touchModel,
} from './catalog.ts';

const month = within(days(30));
const contact = champions.orElse(admins);
const evidence = {
  'people active in 30 days': activeUsers(month),
  'key features used in 30 days': featuresUsed(month),
  health: attribute('health'),
  'yearly revenue': arr,
  'renews at': attribute('renewalAt'),
};

/** `weekly-check-in` has the first three months, a risk task and a renewal have talks of their own, and one review in three weeks is enough. */
const talksAnyhow = any(
  count('Deal Won', within(days(89))).above(0),
  openTask('risk'),
  attribute('renewalAt').dueWithin(days(91)),
  attribute('renewalAt').past(),
  count('Review Attended', within(days(21))).above(0),
);
const when = touchModel.is('high');

/** Nine rounds in each term of a year, until `renewal-high-touch` goes on: every third one looks back on the quarter. */
export default journey('monthly-review', {
  enroll: onDate('renewalAt', { before: days(335) }),
  audience: touchModel.is('high'),
  exit: [on('renewal.completed'), on('subscription.canceled'), on('Account Deleted')],
  priority: 60,
  steps: [
    day(
      0,
      every('each-month', {
        interval: days(30),
        times: 9,
        steps: [
          next(
            escalate('monthly-review', {
              type: 'renewal',
              severity: 3,
              sla: businessDays(10),
              playbook: 'review-the-month',
              contact,
              evidence,
            }),
            { when, unless: talksAnyhow, rounds: [1, 2, 4, 5, 7, 8] },
          ),
          next(
            escalate('quarterly-review', {
              type: 'renewal',
              severity: 3,
              sla: businessDays(10),
              playbook: 'review-the-quarter',
              contact,
              evidence,
            }),
            { when, unless: talksAnyhow, rounds: [3, 6, 9] },
          ),
        ],
      }),
    ),
  ],
});
