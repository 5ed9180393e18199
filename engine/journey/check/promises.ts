import { type Deed, deedOf } from '../../definition/promise.ts';
import { didYouMean } from '../../kernel/did-you-mean.ts';
import { stepOutlineOf } from '../../steps/step-outline-of.ts';
import { tellPromise } from '../explain/tell-promise.ts';
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

export const promisesKept = journeyRule(
  {
    'broken-promise': {
      severity: 'error',
      title: 'Promise that a journey does not keep',
      why: 'An account can come to what the journey promises never to do.',
      fix: 'Follow the path that is shown, and mend the journey or the promise.',
    },
  },
  function* ({ journey }, { prove }) {
    for (const { promise, example } of prove?.(journey) ?? []) {
      const path = example.replaceAll(/^/gm, '  ');
      const message = `Journey "${journey.id}" does not keep its promise: ${tellPromise(promise)} The shortest way to break it:\n${path}\nMend the journey, or the promise.`;
      yield { code: 'broken-promise', message };
    }
  },
);
