import { journeyRule } from './rule.ts';

/** With it, `<journey>-<hash>-g<generation>` stays within the 80 characters of an execution's name. */
const longestId = 24;

export const journeyIds = journeyRule(
  {
    'duplicate-journey-id': {
      severity: 'error',
      title: 'Two journeys with one id',
      why: 'The id names the state machine and every enrollment: one journey would replace the other and strand its customers.',
      fix: 'Give one of them another id.',
    },
    'invalid-journey-id': {
      severity: 'error',
      title: 'Journey id that cannot name a state machine',
      why: `The id becomes part of the names of state machines and executions, which are limited to 80 plain characters.`,
      fix: `Use lower-case letters, digits and hyphens, a letter first, at most ${longestId} characters.`,
    },
    'journey-without-steps': {
      severity: 'error',
      title: 'Journey without steps',
      why: 'Accounts would be enrolled and nothing would ever happen.',
      fix: 'Add a step, or remove the journey.',
    },
  },
  function* ({ journey }, { subjects }) {
    const namesakes = subjects.filter(other => other.journey.id === journey.id);
    if (namesakes[0]?.journey === journey && namesakes.length > 1) {
      const titles = namesakes.map(other => `"${other.journey.title}"`).join(' and ');
      yield {
        code: 'duplicate-journey-id',
        message: `The journeys ${titles} share the id "${journey.id}". Rename all but one.`,
      };
    }
    if (!/^[a-z][a-z0-9-]*$/.test(journey.id) || journey.id.length > longestId) {
      yield {
        code: 'invalid-journey-id',
        message: `Journey id "${journey.id}" (${journey.id.length} characters) cannot name an execution. Use lower-case letters, digits and hyphens, a letter first, at most ${longestId} characters.`,
      };
    }
    if (journey.steps.length === 0) {
      yield {
        code: 'journey-without-steps',
        message: `Journey "${journey.id}" has no steps. Add one, or remove the journey.`,
      };
    }
  },
);
