import { type Condition, leavesOf } from '../../definition/condition.ts';
import { journeyRule } from '../../journey/check/rule.ts';

export const signalRule = journeyRule(
  {
    'signal-of-enrollment': {
      severity: 'error',
      title: 'Signal that looks at an enrolling event',
      why: 'A signal is looked at before anybody is enrolled, so that it would never fire.',
      fix: 'Look at the account, or enroll by an event.',
    },
    'signal-of-weeks': {
      severity: 'error',
      title: 'Signal on complete weeks that is looked at all the time',
      why: 'Complete weeks change only on Monday; the events that make them up would be routed for nothing.',
      fix: "Add period: 'week'.",
    },
  },
  function* ({ journey, conditions }) {
    const { enroll } = journey;
    if (enroll.kind !== 'signal') return;
    for (const { at, condition } of conditions.filter(({ at }) => at.startsWith('enroll '))) {
      if (leavesOf(condition).some(isOfEnrollment))
        yield {
          code: 'signal-of-enrollment',
          message: `"${at}" of journey "${journey.id}" refers to the enrolling event, but there is none. Refer to the account, or enroll by an event.`,
        };
    }
    if (enroll.period === undefined && leavesOf(enroll.when).some(({ kind }) => weekly.includes(kind)))
      yield {
        code: 'signal-of-weeks',
        message: `"enroll when" of journey "${journey.id}" looks at complete weeks, which change on Monday only. Add period: 'week'.`,
      };
  },
);

const weekly: readonly Condition['kind'][] = ['consecutiveDrops', 'sustainedBelowBaseline'];

const isOfEnrollment = ({ kind }: Condition): boolean => kind === 'trigger';
