import { callEvents, choiceEvents } from '../../journey/check/history-costs.ts';
import { quoted } from '../../journey/explain/words.ts';
import type { StepAnswers } from '../step-answers.ts';
import { experiment } from './author.ts';
import { experimentRule } from './check.ts';
import { experimentStates } from './states.ts';

export const experimentKind = {
  word: () => experiment,
  parts: ({ variants, holdout }) => ({
    arms: [...variants, ...(holdout > 0 ? [{ name: 'holdout', steps: [] }] : [])].map(({ name, steps }) => ({
      name,
      steps,
    })),
  }),
  tell: ({ variants, holdout }) => {
    const total = variants.reduce((sum, { weight }) => sum + weight, holdout);
    const share = (name: string) => variants.find(variant => variant.name === name)?.weight ?? holdout;
    return {
      does: 'each account goes one of these ways, always the same one for the same account, drawn by lot',
      heading: arm =>
        `${share(arm)} of ${total} accounts${arm === 'holdout' ? ' are held out, to compare with' : ` (${quoted(arm)})`}`,
    };
  },
  draw: ({ variants, holdout }) => ({
    look: 'decision',
    caption: 'EXPERIMENT',
    armLabel: arm => `${arm} ${variants.find(({ name }) => name === arm)?.weight ?? holdout}`,
  }),
  fields: { variants: 'variant', holdout: 'weight held out' },
  rule: experimentRule,
  historyEvents: callEvents + choiceEvents,
  states: experimentStates,
} satisfies StepAnswers<'experiment'>;
