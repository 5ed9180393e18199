import { describePromise } from '../explain/describe-promise.ts';
import { journeyRule, projectRule } from './rule.ts';

export const promisesKept = journeyRule(
  {
    'broken-promise': {
      severity: 'error',
      title: 'Promise that a journey does not keep',
      why: 'An account can come to what the journey promises never to do.',
      fix: 'Follow the path that is shown, and fix the journey or the promise.',
    },
    'limit-exceeded': {
      severity: 'error',
      title: 'Path that exceeds a limit of the policy',
      why: 'An account can come to it.',
      fix: 'Follow the path that is shown, and fix the journey, or raise the limit in `journeys/policy.ts`.',
    },
  },
  function* ({ journey }, { proofs }) {
    for (const { promise, example } of proofs?.promises(journey) ?? []) {
      const message = `Journey "${journey.id}" does not keep its promise: ${describePromise(promise)} The shortest way to break it:\n${indented(example)}\nFix the journey, or the promise.`;
      yield { code: 'broken-promise', message };
    }
    for (const { limit, what, example } of proofs?.limits(journey) ?? []) {
      const message = `Journey "${journey.id}" exceeds ${limit}: ${what}. The path:\n${indented(example)}\nFix the journey, or raise the limit in journeys/policy.ts.`;
      yield { code: 'limit-exceeded', message };
    }
  },
);

const indented = (example: string): string => example.replaceAll(/^/gm, '  ');

export const promisesTogether = projectRule(
  {
    'promise-not-proved': {
      severity: 'error',
      title: 'Promise of the policy that is not proved',
      why: 'Neither the caps nor the worst paths of the journeys keep all of them together below it.',
      fix: 'Lower a cap, fix a journey, or promise less.',
    },
  },
  function* ({ subjects, proofs }) {
    for (const { promise, because } of proofs?.together(subjects.map(({ journey }) => journey)) ?? []) {
      const message = `The policy promises: ${describePromise(promise)} It is not proved: ${because}. Lower a cap, fix a journey, or promise less.`;
      yield { code: 'promise-not-proved', message };
    }
  },
);
