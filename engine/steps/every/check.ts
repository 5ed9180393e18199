import { isDelay } from '../../definition/anchor.ts';
import { stepRule } from '../../journey/check/rule.ts';

/** A loop is unrolled into states; a round a day fills the year that an execution may live. */
const mostRounds = 366;

export const everyRule = stepRule(
  'every',
  {
    'unbounded-loop': {
      severity: 'error',
      title: 'Loop without a bound',
      why: 'Every path of a journey must end, so a loop says how many rounds it makes.',
      fix: `Set \`times\` to a whole number from 1 to ${mostRounds}.`,
    },
    'empty-loop': {
      severity: 'error',
      title: 'Loop without steps',
      why: 'It waits, and nothing happens.',
      fix: 'Give it a step, or use `wait`.',
    },
    'no-such-round': {
      severity: 'error',
      title: 'Step in a round that the loop does not make',
      why: 'It would never happen.',
      fix: 'Correct the numbers of `rounds`: they count from 1.',
    },
    'date-in-loop': {
      severity: 'error',
      title: 'Fixed date within a loop',
      why: 'In the second round the date has passed.',
      fix: 'Anchor the step with `after`, or move it out of the loop.',
    },
  },
  function* ({ id, times, steps }) {
    if (!Number.isInteger(times) || times < 1 || times > mostRounds) {
      yield {
        code: 'unbounded-loop',
        message: `Loop "${id}" makes ${times} rounds. Set "times" to a whole number from 1 to ${mostRounds}.`,
      };
    }
    if (steps.length === 0)
      yield { code: 'empty-loop', message: `Loop "${id}" has no steps. Give it one, or use a plain wait.` };
    for (const { id: step, rounds } of steps) {
      const never = rounds?.find(round => !Number.isInteger(round) || round < 1 || round > times);
      if (never === undefined && rounds?.length !== 0) continue;
      yield {
        code: 'no-such-round',
        message: `Step "${step}" happens in ${never === undefined ? 'no round' : `round ${never}`}, but loop "${id}" makes rounds 1 to ${times}. Correct its "rounds".`,
      };
    }
    const dated = times > 1 && steps.find(step => step.at && !isDelay(step.at));
    if (dated) {
      yield {
        code: 'date-in-loop',
        message: `Step "${dated.id}" has a fixed date, which has passed in the second round of loop "${id}". Anchor it with "after", or move it out.`,
      };
    }
  },
);
