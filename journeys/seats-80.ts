import { all, any, businessDays, days } from '#engine';
import {
  admins,
  arr,
  assign,
  attribute,
  email,
  escalate,
  journey,
  next,
  on,
  seats,
  seatsTotal,
  seatsUsed,
  signal,
  touchModel,
} from './catalog.ts';
import { pool } from './team.ts';

const figures = { seatsUsed, seatsTotal };

export default journey('seats-80', {
  title: 'Seats at 80 %',
  enroll: signal({ when: seats().atLeast(0.8), rearm: seats().below(0.7) }),
  reenroll: { after: days(90) },
  exit: [on('subscription.canceled'), on('Account Deleted')],
  priority: 60,
  steps: [
    next(email('seats-80', { to: admins, data: figures }), {
      unless: any(touchModel.is('high'), attribute('plan').is('free')),
    }),
    next(assign('give-an-owner', { pool: pool('growth'), touchModel: 'low' }), {
      when: all(arr.above(10_000), touchModel.is('digital')),
    }),
    next(
      escalate('team-expansion', {
        type: 'expansion',
        severity: 3,
        sla: businessDays(5),
        playbook: 'talk-about-growth',
        evidence: { 'seats used': seatsUsed, 'seats bought': seatsTotal, 'yearly revenue': arr },
      }),
      { when: any(arr.above(10_000), touchModel.is('high')) },
    ),
  ],
});
