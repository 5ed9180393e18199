import { type Deed, deedOf } from '../../definition/promise.ts';
import { didYouMean } from '../../kernel/did-you-mean.ts';
import { stepOutlineOf } from '../../steps/step-outline-of.ts';
import { journeyRule } from './rule.ts';
import type { Subject } from './subject.ts';

export const promises = journeyRule(
  {
    'promise-of-unknown-step': {
      severity: 'error',
      title: 'Promise about a step that does not exist',
      why: 'It would hold whatever the journey does.',
      fix: 'Correct the step id: `touch` names a step that sends something, `task` one that opens a task.',
    },
  },
  function* ({ journey, places }) {
    for (const promise of journey.promises ?? []) {
      const deed = deedOf(promise);
      if (deed === undefined) continue;
      const known = stepsThat(deed, places);
      if (known.includes(deed.step)) continue;
      const message = `A promise of journey "${journey.id}" names ${deed.does}("${deed.step}"), but no step of that id ${does[deed.does]}. ${didYouMean(deed.step, known)}`;
      yield { code: 'promise-of-unknown-step', message };
    }
  },
);

const does: Readonly<Record<Deed['does'], string>> = { touch: 'sends anything', task: 'opens a task' };

const isOne: Readonly<Record<Deed['does'], (place: Subject['places'][number]) => boolean>> = {
  touch: ({ step }) => stepOutlineOf(step).function === 'deliver-touch',
  task: ({ parts }) => parts.task !== undefined,
};

const stepsThat = ({ does }: Deed, places: Subject['places']): string[] =>
  places.filter(isOne[does]).map(({ step }) => step.id);
