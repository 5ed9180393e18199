import { heldOutShares } from '../../definition/lots.ts';
import { owedIn } from './owed.ts';
import { journeyRule } from './rule.ts';

export const holdout = journeyRule(
  {
    'journey-withholds-transactional': {
      severity: 'error',
      title: 'Journey that holds accounts out of what people must get',
      why: 'A transactional message, or a task about billing, tells a customer something owed to them; no account may be left out to measure it.',
      fix: 'Write `holdout: 0` in the journey: then the holdout of the policy leaves it out, too.',
    },
    'holdout-without-goal': {
      severity: 'warning',
      title: 'Holdout that measures nothing',
      why: 'Accounts that are held out are compared with the others by the goal of the journey.',
      fix: 'Give the journey a goal, or no holdout.',
    },
  },
  function* (subject, project) {
    const { journey } = subject;
    const { own, policy } = heldOutShares(journey);
    const owed = own + policy > 0 ? owedIn(subject, project) : undefined;
    if (owed) {
      yield {
        code: 'journey-withholds-transactional',
        step: owed.step.id,
        message: `Journey "${journey.id}" has ${own > 0 ? 'a holdout' : 'the holdout of the policy'}, but accounts are owed what "${owed.step.id}" does. Write holdout: 0 in the journey.`,
      };
    }
    if (own > 0 && journey.goal === undefined) {
      yield {
        code: 'holdout-without-goal',
        message: `Journey "${journey.id}" holds out ${own} % of accounts, but has no goal to compare them by. Write a goal, or take the holdout away.`,
      };
    }
  },
);
