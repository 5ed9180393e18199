import { isDelay } from '../../definition/anchor.ts';
import type { StepOf } from '../../definition/step.ts';
import { isOwed } from '../../journey/check/owed.ts';
import { stepRule } from '../../journey/check/rule.ts';
import type { Subject } from '../../journey/check/subject.ts';

export const experimentRule = stepRule(
  'experiment',
  {
    'invalid-weights': {
      severity: 'error',
      title: 'Experiment with impossible weights',
      why: 'Accounts are split by a hash into whole parts: a part of zero gets no account, a fraction cannot be split exactly.',
      fix: 'Give every variant a positive whole weight, and the holdout a whole weight of 0 or more; there must be two groups to compare.',
    },
    'holdout-of-transactional': {
      severity: 'error',
      title: 'Holdout from messages that people must get',
      why: 'A transactional message, or a task about billing, tells a customer something owed to them; no account may be left out to measure it.',
      fix: 'Set the holdout to 0, or compare two wordings.',
    },
    'holdout-measured-early': {
      severity: 'warning',
      title: 'Holdout whose goal is looked at earlier',
      why: 'Accounts that get no variant do not wait as the variants do; the journey ends earlier for them, and with less time fewer reach the goal.',
      fix: 'Let a dated step follow the experiment, or hold accounts out of the whole journey, by its `holdout`.',
    },
  },
  function* (step, { journey, places }, project) {
    const problem = weightProblem(step);
    if (problem) {
      yield {
        code: 'invalid-weights',
        message: `Experiment "${step.id}": ${problem}. Use positive whole weights, and at least two groups.`,
      };
    }
    const inside = places.filter(place => place.inside.some(each => each.step === step));
    const owed = inside.find(place => isOwed(place, project));
    if (step.holdout > 0 && owed) {
      yield {
        code: 'holdout-of-transactional',
        message: `Experiment "${step.id}" holds accounts back from "${owed.step.id}", which they are owed. Set its holdout to 0.`,
      };
    }
    const later = places.slice(places.findIndex(place => place.step === step) + inside.length + 1);
    if (step.holdout > 0 && journey.goal && inside.some(takesTime) && !later.some(isDated)) {
      yield {
        code: 'holdout-measured-early',
        message: `Experiment "${step.id}" ends journey "${journey.id}" earlier for accounts that get no variant, so their goal is looked at earlier. Let a dated step follow, or write the holdout in the journey.`,
      };
    }
  },
);

type Place = Subject['places'][number];

const takesTime = ({ step, parts: { lasts, rounds } }: Place): boolean =>
  step.at !== undefined || lasts !== undefined || rounds !== undefined;

/** Does it wait for a day of the calendar, which is the same after every arm? */
const isDated = ({ step: { at } }: Place): boolean => at !== undefined && !isDelay(at);

const weightProblem = ({ variants, holdout }: StepOf<'experiment'>): string | undefined => {
  const bad = variants.find(({ weight }) => !Number.isInteger(weight) || weight <= 0);
  if (bad) return `variant "${bad.name}" has the weight ${bad.weight}`;
  if (!Number.isInteger(holdout) || holdout < 0) return `the holdout has the weight ${holdout}`;
  const groups = variants.length + (holdout > 0 ? 1 : 0);
  return groups < 2 ? `it has ${groups === 1 ? 'only one group' : 'no variants'}` : undefined;
};
