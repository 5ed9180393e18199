import type { StepOf } from '../../definition/step.ts';
import { isOwed } from '../../journey/check/owed.ts';
import { stepRule } from '../../journey/check/rule.ts';

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
  },
  function* (step, { places }, project) {
    const problem = weightProblem(step);
    if (problem) {
      yield {
        code: 'invalid-weights',
        message: `Experiment "${step.id}": ${problem}. Use positive whole weights, and at least two groups.`,
      };
    }
    const owed = places.find(place => place.inside.some(each => each.step === step) && isOwed(place, project));
    if (step.holdout > 0 && owed) {
      yield {
        code: 'holdout-of-transactional',
        message: `Experiment "${step.id}" holds accounts back from "${owed.step.id}", which they are owed. Set its holdout to 0.`,
      };
    }
  },
);

const weightProblem = ({ variants, holdout }: StepOf<'experiment'>): string | undefined => {
  const bad = variants.find(({ weight }) => !Number.isInteger(weight) || weight <= 0);
  if (bad) return `variant "${bad.name}" has the weight ${bad.weight}`;
  if (!Number.isInteger(holdout) || holdout < 0) return `the holdout has the weight ${holdout}`;
  const groups = variants.length + (holdout > 0 ? 1 : 0);
  return groups < 2 ? `it has ${groups === 1 ? 'only one group' : 'no variants'}` : undefined;
};
