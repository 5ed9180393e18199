import { all, any, businessDays, days, within } from '#engine';
import {
  admins,
  arr,
  assign,
  attribute,
  champions,
  count,
  escalate,
  journey,
  next,
  on,
  segment,
  signal,
  touchModel,
} from './catalog.ts';
import { pool } from './team.ts';

const month = within(days(30));
const limits = count('Limit Approached', month);
const storage = count(on('Limit Approached').where({ limit: 'storage' }), month);
const attempts = count('Premium Feature Attempted', within(days(14)));

/** A digital account that came to pay more than $10,000 and outgrows its plan gets a CSM. `seats-80` does the same where seats run out. */
export default journey('promotion', {
  title: 'Promotion to a CSM',
  enroll: signal({ when: all(segment.over10k, any(limits.atLeast(1), attempts.atLeast(3))) }),
  audience: touchModel.is('digital'),
  reenroll: 'afterEnd',
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 50,
  steps: [
    assign('give-a-csm', { pool: pool('growth'), touchModel: 'low' }),
    next(
      escalate('introduce-yourself', {
        type: 'expansion',
        severity: 3,
        sla: businessDays(5),
        playbook: 'introduce-yourself',
        contact: champions.orElse(admins),
        evidence: {
          'yearly revenue': arr,
          plan: attribute('plan'),
          'limits approached in 30 days': limits,
          'premium features tried in 14 days': attempts,
        },
      }),
      // `api-limit` talks to them about API calls already.
      { when: any(storage.atLeast(1), attempts.atLeast(3)) },
    ),
  ],
});
