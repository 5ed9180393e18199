import { callEvents, choiceEvents } from '../../journey/check/history-costs.ts';
import { describeCondition } from '../../journey/explain/describe-condition.ts';
import type { StepAnswers } from '../step-answers.ts';
import { branchWord } from './author.ts';
import { branchRule } from './check.ts';
import { branchStates } from './states.ts';

export const branchKind = {
  word: () => branchWord,
  parts: ({ cases, otherwise }) => ({
    arms: [...cases.map(({ name, steps }) => ({ name, steps })), { name: 'otherwise', steps: otherwise }],
    conditions: Object.fromEntries(cases.map(({ name, condition }) => [`case "${name}"`, condition])),
  }),
  tell: ({ cases }) => ({
    does: 'the journey goes one of these ways',
    heading: arm => {
      const taken = cases.find(({ name }) => name === arm);
      return taken ? `If ${describeCondition(taken.condition)}` : 'Otherwise';
    },
  }),
  draw: ({ cases }) => {
    const [only, ...others] = cases;
    if (!only || others.length > 0) {
      return {
        look: 'decision',
        caption: 'BRANCH',
        notes: cases.map(({ name, condition }) => `${name}: ${describeCondition(condition)}`),
      };
    }
    return {
      look: 'decision',
      caption: 'BRANCH',
      notes: [`${describeCondition(only.condition)}?`],
      armLabel: arm => (arm === only.name ? 'yes' : 'no'),
    };
  },
  fields: { cases: 'way' },
  rule: branchRule,
  historyEvents: callEvents + choiceEvents,
  states: branchStates,
} satisfies StepAnswers<'branch'>;
