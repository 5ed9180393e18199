import type { Trigger } from '../../definition/trigger.ts';
import { counted } from '../../kernel/counted.ts';
import type { EventTrigger, FieldTest } from '../../triggers/event/trigger.ts';
import type { SignalTrigger } from '../../triggers/signal/trigger.ts';
import { alternativesOf } from '../alternatives-of.ts';
import { tellTest } from './tell-comparison.ts';
import { tellCondition } from './tell-condition.ts';
import { inWords, listed, quoted } from './words.ts';

/** The end of a sentence that begins with "when": `"Account Created" happens`, `its health is red`. */
export const tellTrigger = (trigger: Trigger): string =>
  (byKind[trigger.kind] as (trigger: Trigger) => string)(trigger);

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

/** When a signal that fired may do so again, and what else decides about it: sentences. */
export const tellSignal = ({ rearm, period, guarded }: SignalTrigger): string[] => [
  rearm
    ? `That counts again only once ${tellCondition(rearm, { whose: 'its' })}.`
    : 'That has to be over before it counts again.',
  ...(period ? ['It is looked at once a week.'] : []),
  ...(guarded
    ? ['When it holds for too many accounts in the same week, none of them enters: then the data is wrong.']
    : []),
];

const byKind: { [Kind in Trigger['kind']]: (trigger: Extract<Trigger, { kind: Kind }>) => string } = {
  event: trigger => tellEvents([trigger]),
  date: ({ attribute, days }) => `its ${inWords(attribute)} is ${counted(days, 'day')} away`,
  signal: ({ when }) => tellCondition(when, { whose: 'its' }),
  manual: () => 'another journey or an operator enrolls it',
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
