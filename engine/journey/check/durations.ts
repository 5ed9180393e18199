import { countsBack, isNumberedDay } from '../../definition/anchor.ts';
import type { Step } from '../../definition/step.ts';
import { type Finding, journeyRule } from './rule.ts';

export const durations = journeyRule(
  {
    'invalid-duration': {
      severity: 'error',
      title: 'Duration that is not positive',
      why: 'A wait of nothing waits for nothing: an event could never come before the timeout.',
      fix: 'Write a whole number of at least 1.',
    },
    'invalid-day': {
      severity: 'error',
      title: 'Day that is not a whole number',
      why: 'Steps are placed on calendar days.',
      fix: 'Write a whole number of days, 0 or more; for hours use `after`.',
    },
  },
  function* ({ places }) {
    for (const { step, parts } of places) {
      for (const [name, { unit, amount }] of Object.entries(parts.durations)) {
        const least = name === 'after' ? 0 : 1;
        if (Number.isSafeInteger(amount) && amount >= least) continue;
        yield {
          code: 'invalid-duration',
          step: step.id,
          message: `The "${name}" of step "${step.id}" is ${amount} ${unit}. Write a whole number of at least ${least}.`,
        };
      }
      yield* checkDay(step);
    }
  },
);

function* checkDay({ id, at }: Step): Iterable<Finding<'invalid-day'>> {
  const day = isNumberedDay(at) ? at.day : countsBack(at) ? at.days : 0;
  if (Number.isSafeInteger(day) && day >= 0) return;
  yield {
    code: 'invalid-day',
    step: id,
    message: `Step "${id}" is placed on day ${day}. Write a whole number, 0 or more.`,
  };
}
