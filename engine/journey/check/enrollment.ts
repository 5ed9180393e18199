import { enrollingDate, enrollingEvent } from '../../definition/enrolled-by.ts';
import type { Trigger } from '../../definition/trigger.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';
import { journeyRule } from './rule.ts';

export const enrollment = journeyRule(
  {
    'enroll-exits': {
      severity: 'error',
      title: 'Exit rule that is the enrolling event',
      why: 'The event that enrolls an account would take it out again.',
      fix: 'Remove the exit rule, or tell the two apart with `where`.',
    },
    'reenroll-mismatch': {
      severity: 'error',
      title: 'Re-enrollment rule that does not fit the trigger',
      why: 'Keys come from the fields of an enrolling event, terms from the date that a date trigger counts back from.',
      fix: 'Use `keyed` with an event, `term` with a date, or another rule.',
    },
  },
  function* ({ journey, enrolledBy, exitedBy }) {
    for (const trigger of enrolledBy) {
      if (!exitedBy.some(exit => covers(exit, trigger))) continue;
      yield {
        code: 'enroll-exits',
        message: `"${trigger.event}" both enrolls accounts in journey "${journey.id}" and exits them. Remove the exit rule, or tell the two apart with where.`,
      };
    }
    const needed = needs[journey.reenroll.kind];
    if (needed && !needed.enrolls(journey.enroll)) {
      yield {
        code: 'reenroll-mismatch',
        message: `Journey "${journey.id}" re-enrolls by "${journey.reenroll.kind}", which needs ${needed.what} as its trigger. Use another rule, or another trigger.`,
      };
    }
  },
);

const needs: Partial<Record<string, { what: string; enrolls: (trigger: Trigger) => unknown }>> = {
  keyed: { what: 'an event', enrolls: enrollingEvent },
  term: { what: 'a date', enrolls: enrollingDate },
};

const covers = (exit: EventTrigger, trigger: EventTrigger): boolean =>
  exit.event === trigger.event &&
  (exit.where.length === 0 || JSON.stringify(exit.where) === JSON.stringify(trigger.where));
