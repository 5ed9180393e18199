import type { Policy } from '../../definition/policy.ts';
import type { Step } from '../../definition/step.ts';
import { daysOf } from './days-of.ts';
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
    'expiry-without-effect': {
      severity: 'warning',
      title: 'Mail that expires after it was given up',
      why: 'The policy holds nothing for that long: the mail would be skipped before it expires.',
      fix: 'Let it expire earlier, or raise `holdAtMostDays` of the journey.',
    },
  },
  function* ({ journey: { policy }, places }) {
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
      yield* checkExpiry(step, policy);
    }
  },
);

/** A prompt's expiry is about how long it shows. */
function* checkExpiry(
  step: Step,
  { holdAtMostDays, businessCalendar }: Policy,
): Iterable<Finding<'expiry-without-effect'>> {
  if (step.kind !== 'email' || step.expires === undefined) return;
  if (daysOf(step.expires, businessCalendar).least <= holdAtMostDays) return;
  yield {
    code: 'expiry-without-effect',
    step: step.id,
    message: `Step "${step.id}" expires after ${step.expires.amount} ${step.expires.unit}, but nothing is held for more than ${holdAtMostDays} days. Let it expire earlier, or raise holdAtMostDays of the journey.`,
  };
}

function* checkDay({ id, at }: Step): Iterable<Finding<'invalid-day'>> {
  const day = at?.kind === 'day' ? at.day : at?.kind === 'before' ? at.days : 0;
  if (Number.isSafeInteger(day) && day >= 0) return;
  yield {
    code: 'invalid-day',
    step: id,
    message: `Step "${id}" is placed on day ${day}. Write a whole number, 0 or more.`,
  };
}
