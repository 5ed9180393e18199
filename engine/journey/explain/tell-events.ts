import type { EventTrigger, FieldTest } from '../../triggers/event/trigger.ts';
import { alternativesOf } from '../alternatives-of.ts';
import { tellTest } from './tell-comparison.ts';
import { inWords, listed, quoted } from './words.ts';

/** Several events, any of which will do; those with the same tests are told together. */
export const tellEvents = (triggers: readonly EventTrigger[]): string => {
  const byTests = new Map<string, { events: string[]; where: EventTrigger['where'] }>();
  for (const { event, where } of triggers.flatMap(alternativesOf)) {
    const tests = JSON.stringify(where);
    byTests.set(tests, { events: [...(byTests.get(tests)?.events ?? []), event], where });
  }
  return [...byTests.values()]
    .map(({ events, where }) =>
      events.join() === 'signal.cleared'
        ? 'what it entered for is over'
        : `${listed(events.map(quoted), 'or')} happens${tellTests(where)}`,
    )
    .join(', or ');
};

const tellTests = (tests: readonly FieldTest[]): string => {
  const same = tests
    .filter(({ comparison }) => comparison === 'matchesTrigger')
    .map(({ field }) => `the same ${inWords(field)}`);
  const others = tests.filter(({ comparison }) => comparison !== 'matchesTrigger').map(tellTest);
  const parts = [
    ...(same.length > 0 ? [`for ${listed(same, 'and')}`] : []),
    ...(others.length > 0 ? [`with ${listed(others, 'and')}`] : []),
  ];
  return parts.map(part => ` ${part}`).join('');
};
