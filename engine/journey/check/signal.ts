import type { Condition } from '../../domain/condition.ts';
import { leavesOf } from './mentions.ts';
import { journeyRule } from './rule.ts';

export const signal = journeyRule(
  {
    'signal-of-enrollment': {
      severity: 'error',
      title: 'Signal that looks at an enrollment',
      why: 'A signal is looked at before anybody is enrolled: there is no enrolling event, and no step to count from.',
      fix: 'Count within a time: within(days(30)), or ever.',
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
          message: `"${at}" of journey "${journey.id}" looks at an enrollment, of which there is none yet. Count within a time, such as within(days(30)), or ever.`,
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

const isOfEnrollment = (leaf: Condition): boolean =>
  leaf.kind === 'trigger' ||
  ('window' in leaf && (leaf.window.kind === 'sinceEnrollment' || leaf.window.kind === 'sinceStep'));
