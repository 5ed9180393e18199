import { leavesOf, readsOfEnrollment } from '../../definition/condition.ts';
import { journeyRule } from '../../journey/check/rule.ts';

export const campaignRule = journeyRule(
  {
    'campaign-without-accounts': {
      severity: 'error',
      title: 'Campaign that does not say to which accounts it goes',
      why: 'It would go to every account that there is.',
      fix: 'Name a segment, or another condition, in `to`.',
    },
    'campaign-of-enrollment': {
      severity: 'error',
      title: 'Campaign whose accounts are told by an enrollment',
      why: 'Accounts are judged before they are enrolled, by no event, so that the condition would never hold.',
      fix: 'Look at the account, with a window such as within(days(30)).',
    },
  },
  function* ({ journey: { id, enroll, audience } }) {
    if (enroll.kind !== 'campaign') return;
    if (audience === undefined)
      yield {
        code: 'campaign-without-accounts',
        message: `Campaign "${id}" does not say to which accounts it goes. Name a segment in to.`,
      };
    else if (leavesOf(audience).some(leaf => readsOfEnrollment(leaf) !== undefined))
      yield {
        code: 'campaign-of-enrollment',
        message: `"to" of campaign "${id}" refers to an enrollment, but there is none. Refer to the account, with a window such as within(days(30)).`,
      };
  },
);
