import type { EventTrigger, FieldTest } from '../../triggers/event/trigger.ts';
import { alternativesOf } from '../alternatives-of.ts';
import { describeTest } from './describe-comparison.ts';
import { eventInWords, inWords, listed } from './words.ts';

/** Several events, any of which will do; those with the same tests are told together. */
export const describeEvents = (triggers: readonly EventTrigger[]): string => {
  const byTests = new Map<string, { events: string[]; where: EventTrigger['where'] }>();
  for (const { event, where } of triggers.flatMap(alternativesOf)) {
    const tests = JSON.stringify(where);
    byTests.set(tests, { events: [...(byTests.get(tests)?.events ?? []), event], where });
  }
  return [...byTests.values()]
    .map(({ events, where }) => (told[events.join()] ?? describePlain(events))(where))
    .join(', or ');
};

/** Events of our own that have a sentence. */
const told: Readonly<Record<string, (where: EventTrigger['where']) => string>> = {
  'signal.cleared': () => 'what it entered for is over',
  'stage.changed': where => {
    const ends = ['from', 'to'].flatMap(end => where.filter(({ field }) => field === end).map(describeTest));
    const others = where.filter(({ field }) => field === 'days');
    return ['its stage changes', ...ends].join(' ').concat(describeTests(others));
  },
};

const describePlain = (events: readonly string[]) => (where: EventTrigger['where']) =>
  `${listed(events.map(eventInWords), 'or')} happens${describeTests(where)}`;

const describeTests = (tests: readonly FieldTest[]): string => {
  const same = tests
    .filter(({ comparison }) => comparison === 'matchesTrigger')
    .map(({ field }) => `the same ${inWords(field)}`);
  const others = tests.filter(({ comparison }) => comparison !== 'matchesTrigger').map(describeTest);
  const parts = [
    ...(same.length > 0 ? [`for ${listed(same, 'and')}`] : []),
    ...(others.length > 0 ? [`with ${listed(others, 'and')}`] : []),
  ];
  return parts.map(part => ` ${part}`).join('');
};
