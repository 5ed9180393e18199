import { alternativesOf } from '../../journey/alternatives-of.ts';
import { stepRule } from '../../journey/check/rule.ts';
import { quote } from '../../kernel/did-you-mean.ts';

export const waitForRule = stepRule(
  'waitFor',
  {
    'nothing-awaited': {
      severity: 'error',
      title: 'Wait for no event',
      why: 'Only the timeout can end it.',
      fix: 'Name an event in `first`, or use `wait`.',
    },
    'unknown-arm': {
      severity: 'error',
      title: 'Arm of a wait that no event leads to',
      why: 'Arms are found by the names in `first`, so its steps would never happen.',
      fix: 'Give the arm a name of `first`, or `timeout`.',
    },
    'idle-wait': {
      severity: 'warning',
      title: 'Wait after which nothing happens',
      why: 'No arm has a step and none follows, so it makes no difference what comes first.',
      fix: 'Give an arm a step, or remove the wait.',
    },
    'awaited-event-exits': {
      severity: 'warning',
      title: 'Awaited event that is also an exit rule',
      why: 'The exit comes first: the account leaves the journey and the arm is never taken.',
      fix: 'Remove the event from `exit`, or from the wait.',
    },
  },
  function* ({ id, first, then }, { journey, exitedBy }) {
    const names = Object.keys(first);
    if (names.length === 0) {
      yield {
        code: 'nothing-awaited',
        message: `Step "${id}" waits for no event. Name one in "first", or use a plain wait.`,
      };
    }
    for (const arm of Object.keys(then)) {
      if (arm === 'timeout' || arm in first) continue;
      yield {
        code: 'unknown-arm',
        message: `Arm "${arm}" of step "${id}" is never taken. Name it after an event it waits for: ${[...names, 'timeout'].map(quote).join(', ')}.`,
      };
    }
    const isLast = journey.steps.at(-1)?.id === id;
    if (isLast && Object.values(then).every(steps => steps.length === 0)) {
      yield {
        code: 'idle-wait',
        message: `Whatever ends the wait "${id}", nothing follows. Give an arm a step, or remove it.`,
      };
    }
    for (const [name, trigger] of Object.entries(first)) {
      const exit = alternativesOf(trigger).find(({ event }) =>
        exitedBy.some(rule => rule.event === event && rule.where.length === 0),
      );
      if (!exit) continue;
      yield {
        code: 'awaited-event-exits',
        message: `Step "${id}" waits for "${exit.event}", but that event exits the journey, so arm "${name}" is never taken. Remove the exit rule, or the arm.`,
      };
    }
  },
);
