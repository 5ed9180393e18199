import { didYouMean } from '../../kernel/did-you-mean.ts';
import { asksForUsage } from '../../tasks/choose-pool.ts';
import { projectRule } from './rule.ts';

export const pooling = projectRule(
  {
    'unknown-pool': {
      severity: 'error',
      title: 'Pool that does not exist',
      why: 'Its work would go to the account’s owner, as if no pool were named.',
      fix: 'Name a pool of `journeys/team.ts`, or add this one there.',
    },
    'pool-asks-for-usage': {
      severity: 'error',
      title: 'Pool whose condition asks what users did',
      why: 'Tasks are assigned by what is known of the account: no usage is read for it.',
      fix: 'Ask for attributes, seats, health or the stage.',
    },
    'pool-for-unknown-step': {
      severity: 'error',
      title: 'Pool for the task of a step that does not exist',
      why: 'The pool would never get a task.',
      fix: 'Correct the step id in `for.reason`, or remove it.',
    },
    'unused-pool': {
      severity: 'warning',
      title: 'Pool that gets no work',
      why: 'It is for nothing (`for`), and no step names it.',
      fix: 'Say what it is for, name it in a step, or remove it.',
    },
  },
  function* ({ pools, subjects }) {
    const places = subjects.flatMap(({ journey, places }) => places.map(place => ({ journey: journey.id, ...place })));
    const known = pools.map(({ id }) => id);
    const steps = places.flatMap(({ step, parts }) => (parts.task === undefined ? [] : [step.id]));
    for (const { journey, step, parts } of places) {
      if (parts.pool === undefined || known.includes(parts.pool)) continue;
      const message = `Step "${step.id}" names the pool "${parts.pool}", which journeys/team.ts does not have. ${didYouMean(parts.pool, known)}`;
      yield { code: 'unknown-pool', journey, step: step.id, message };
    }
    for (const { id, for: scope } of pools) {
      if (scope?.when && asksForUsage(scope.when)) {
        const message = `The condition of pool "${id}" asks what users did. Ask for attributes, seats, health or the stage.`;
        yield { code: 'pool-asks-for-usage', message };
      }
      for (const reason of (scope?.reasons ?? []).filter(each => !steps.includes(each))) {
        const message = `Pool "${id}" is for the task "${reason}", which no step opens. ${didYouMean(reason, steps)}`;
        yield { code: 'pool-for-unknown-step', message };
      }
      if (scope === undefined && !places.some(({ parts }) => parts.pool === id)) {
        const message = `Pool "${id}" gets no work. Say what it is for, or name it in a step.`;
        yield { code: 'unused-pool', message };
      }
    }
  },
);
