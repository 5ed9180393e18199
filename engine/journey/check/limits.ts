import { historyEvents } from './history-events.ts';
import { journeyRule } from './rule.ts';

/** Hard limits of Step Functions. */
const mostEvents = 25_000;
const mostBytes = 1_000_000;

export const limits = journeyRule(
  {
    'history-too-long': {
      severity: 'error',
      title: `Path of more than ${number(mostEvents)} history events`,
      why: 'Step Functions ends an execution by force at that number, in the middle of the journey.',
      fix: 'Make fewer rounds, or continue in a follow-up journey with `enroll`.',
    },
    'definition-too-large': {
      severity: 'error',
      title: 'State machine of more than 1 MB',
      why: 'Step Functions refuses it, so the journey could not be deployed.',
      fix: 'Make fewer rounds, or split the journey with `enroll`.',
    },
  },
  function* ({ journey }, { measure }) {
    const measured = measure?.(journey);
    const events = measured?.historyEvents ?? historyEvents(journey.steps);
    if (events > mostEvents) {
      yield {
        code: 'history-too-long',
        message: `The longest path of journey "${journey.id}" has ${number(events)} history events of at most ${number(mostEvents)}. Make fewer rounds, or continue in a follow-up journey with enroll.`,
      };
    }
    if (measured && measured.bytes > mostBytes) {
      yield {
        code: 'definition-too-large',
        message: `Journey "${journey.id}" compiles to ${number(measured.bytes)} bytes of at most ${number(mostBytes)}. Make fewer rounds, or split it with enroll.`,
      };
    }
  },
);

function number(value: number): string {
  return value.toLocaleString('en-US');
}
