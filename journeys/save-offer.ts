import { any, businessDays, days, never, task, touch, within } from '#engine';
import {
  admins,
  arr,
  attribute,
  billing,
  count,
  email,
  escalate,
  featuresUsed,
  journey,
  next,
  on,
  touchModel,
  wait,
} from './catalog.ts';

const quarter = within(days(90));
const tasksCompleted = count('Task Completed', quarter);
const used = featuresUsed(quarter);

/** Between the cancellation and the day that it takes effect there is time for one honest offer. Its task goes with its reason. */
export default journey('save-offer', {
  title: 'Save offer',
  enroll: on('subscription.cancel_scheduled'),
  reenroll: 'afterEnd',
  exit: [on('subscription.cancel_unscheduled'), on('subscription.canceled'), on('Account Deleted')],
  priority: 20,
  promises: [
    never(touch('save-offer')).after(on('subscription.cancel_unscheduled')),
    never(task('save-offer-call')).after(on('subscription.cancel_unscheduled')),
  ],
  steps: [
    next(email('save-offer', { to: admins.and(billing), data: { tasksCompleted, featuresUsed: used } }), {
      unless: touchModel.is('high'),
    }),
    next(
      escalate('save-offer-call', {
        type: 'risk',
        severity: 2,
        sla: businessDays(1),
        playbook: 'keep-a-leaving-customer',
        evidence: {
          'tasks completed in 90 days': tasksCompleted,
          'key features used in 90 days': used,
          'yearly revenue': arr,
          'renews at': attribute('renewalAt'),
          health: attribute('health'),
        },
      }),
      { when: any(arr.above(15_000), touchModel.is('high')) },
    ),
    wait('until-it-ends', days(180)),
  ],
});
