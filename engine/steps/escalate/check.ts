import { taskOutcomes } from '../../definition/task.ts';
import { stepRule } from '../../journey/check/rule.ts';
import { didYouMean } from '../../kernel/did-you-mean.ts';

export const escalateRule = stepRule(
  'escalate',
  {
    'unknown-outcome': {
      severity: 'error',
      title: 'Outcome that a task cannot have',
      why: 'Tasks close with one of a fixed list of outcomes, so the arm would never be taken.',
      fix: 'Use a known outcome, or `breached`.',
    },
    'empty-breach-arm': {
      severity: 'warning',
      title: 'Breached service level without consequence',
      why: 'The journey waits for the breach and then does nothing about it.',
      fix: 'Give `breached` a step, or leave it out.',
    },
    'raised-not-higher': {
      severity: 'error',
      title: 'Raised severity that is not more severe',
      why: 'Severity 1 is the most severe; raising is meant to make a task more urgent.',
      fix: 'Raise to a lower number, or remove `raised`.',
    },
  },
  function* ({ id, then, raised, severity }) {
    const known = [...taskOutcomes, 'breached'];
    for (const outcome of Object.keys(then)) {
      if (known.includes(outcome)) continue;
      yield {
        code: 'unknown-outcome',
        message: `A task cannot end with "${outcome}" (step "${id}"). ${didYouMean(outcome, known)}`,
      };
    }
    if (then.breached?.length === 0) {
      yield {
        code: 'empty-breach-arm',
        message: `Nothing happens when "${id}" breaches its service level. Give "breached" a step, or leave it out.`,
      };
    }
    if (raised && raised.severity >= severity) {
      yield {
        code: 'raised-not-higher',
        message: `Step "${id}" is raised from severity ${severity} to ${raised.severity}, which is not more severe. Raise it to a lower number.`,
      };
    }
  },
);
