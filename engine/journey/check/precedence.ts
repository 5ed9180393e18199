import { didYouMean } from '../../kernel/did-you-mean.ts';
import { journeyRule } from './rule.ts';

export const precedence = journeyRule(
  {
    'unknown-excluded-journey': {
      severity: 'error',
      title: 'Exclusion of a journey that does not exist',
      why: 'It excludes nothing, and the journey that is meant goes on.',
      fix: 'Correct the id, or remove it.',
    },
    'excludes-itself': {
      severity: 'error',
      title: 'Journey that excludes itself',
      why: 'What lets an account in again is said by `reenroll`; an exclusion is between journeys.',
      fix: 'Remove its own id from `excludes`.',
    },
  },
  function* ({ journey }, { subjects }) {
    const ids = subjects.map(subject => subject.journey.id);
    for (const excluded of journey.excludes ?? []) {
      if (excluded === journey.id) {
        yield {
          code: 'excludes-itself',
          message: `Journey "${journey.id}" excludes itself. Remove it from excludes; reenroll says whether it lets in again.`,
        };
      } else if (!ids.includes(excluded)) {
        yield {
          code: 'unknown-excluded-journey',
          message: `Journey "${journey.id}" excludes "${excluded}", which does not exist. ${didYouMean(excluded, ids)}`,
        };
      }
    }
  },
);
