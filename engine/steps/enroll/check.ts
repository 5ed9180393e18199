import { type CheckedProject, stepRule } from '../../journey/check/rule.ts';
import type { Subject } from '../../journey/check/subject.ts';
import { didYouMean } from '../../kernel/did-you-mean.ts';

export const enrollRule = stepRule(
  'enroll',
  {
    'unknown-journey': {
      severity: 'error',
      title: 'Enrollment in a journey that does not exist',
      why: 'The step would fail for every account.',
      fix: 'Correct the id, or write the journey.',
    },
    'enroll-cycle': {
      severity: 'error',
      title: 'Journeys that enroll in a circle',
      why: 'An account would go round without an end; every journey is meant to end.',
      fix: 'Remove one of the `enroll` steps; repeat steps with `every`.',
    },
  },
  function* ({ id, journey: target }, { journey }, { subjects }) {
    const ids = subjects.map(subject => subject.journey.id);
    if (!ids.includes(target)) {
      yield {
        code: 'unknown-journey',
        message: `Step "${id}" enrolls in journey "${target}", which does not exist. ${didYouMean(target, ids)}`,
      };
    }
    const way = wayBack(target, journey.id, subjects);
    if (way) {
      const circle = [journey.id, ...way].map(each => `"${each}"`).join(' > ');
      yield {
        code: 'enroll-cycle',
        message: `Step "${id}" closes a circle of journeys: ${circle}. Remove one of their enroll steps.`,
      };
    }
  },
);

/** The journeys from `from` to `to` that enroll each other, if there are such. */
const wayBack = (
  from: string,
  to: string,
  subjects: CheckedProject['subjects'],
  seen: readonly string[] = [],
): string[] | undefined => {
  if (from === to) return [to];
  if (seen.includes(from)) return undefined;
  const next = subjects.filter(({ journey }) => journey.id === from).flatMap(enrolledIn);
  for (const journey of next) {
    const rest = wayBack(journey, to, subjects, [...seen, from]);
    if (rest) return [from, ...rest];
  }
  return undefined;
};

const enrolledIn = ({ places }: Subject): string[] => places.flatMap(({ parts }) => parts.enrolls ?? []);
