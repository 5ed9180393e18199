import type { StepOf } from '../../definition/step.ts';
import { constantOf } from '../../journey/check/constant-condition.ts';
import { stepRule } from '../../journey/check/rule.ts';

export const branchRule = stepRule(
  'branch',
  {
    'empty-branch': {
      severity: 'error',
      title: 'Branch that leads nowhere on any side',
      why: 'It is evaluated and paid for, and changes nothing.',
      fix: 'Give an arm a step, or remove the branch.',
    },
    'unreachable-arm': {
      severity: 'error',
      title: 'Arm of a branch that can never be taken',
      why: 'Its condition cannot hold, or an arm before it takes every account that it would.',
      fix: 'Correct the condition, or remove the arm.',
    },
  },
  function* (step) {
    if (step.otherwise.length === 0 && step.cases.every(({ steps }) => steps.length === 0)) {
      yield {
        code: 'empty-branch',
        message: `No arm of branch "${step.id}" has a step. Give one a step, or remove the branch.`,
      };
    }
    for (const { name, because } of deadArms(step)) {
      yield {
        code: 'unreachable-arm',
        message: `Arm "${name}" of branch "${step.id}" is never taken: ${because}. Correct the condition, or remove the arm.`,
      };
    }
  },
);

const deadArms = ({ cases, otherwise }: StepOf<'branch'>): { name: string; because: string }[] => {
  const always = cases.find(({ condition }) => constantOf(condition));
  const dead = cases.flatMap(({ name, condition }, index) => {
    const same = cases.slice(0, index).find(earlier => JSON.stringify(earlier.condition) === JSON.stringify(condition));
    if (constantOf(condition) === false) return [{ name, because: 'its condition never holds' }];
    if (same) return [{ name, because: `"${same.name}" before it has the same condition` }];
    return always && cases.indexOf(always) < index
      ? [{ name, because: `the condition of "${always.name}" always holds` }]
      : [];
  });
  return always && otherwise.length > 0
    ? [...dead, { name: 'otherwise', because: `the condition of "${always.name}" always holds` }]
    : dead;
};
