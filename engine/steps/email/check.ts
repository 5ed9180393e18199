import { daysOf } from '../../journey/check/days-of.ts';
import { stepRule } from '../../journey/check/rule.ts';

export const emailRule = stepRule(
  'email',
  {
    'expiry-without-effect': {
      severity: 'warning',
      title: 'Mail that expires after it was given up',
      why: 'The policy holds nothing for that long: the mail would be skipped before it expires.',
      fix: 'Let it expire earlier, or raise `holdAtMostDays` of the journey.',
    },
  },
  function* ({ id, expires }, { journey: { policy } }) {
    const { businessCalendar, holdAtMostDays } = policy;
    if (expires === undefined || daysOf(expires, businessCalendar).least <= holdAtMostDays) return;
    yield {
      code: 'expiry-without-effect',
      message: `Step "${id}" expires after ${expires.amount} ${expires.unit}, but nothing is held for more than ${holdAtMostDays} days. Let it expire earlier, or raise holdAtMostDays of the journey.`,
    };
  },
);
