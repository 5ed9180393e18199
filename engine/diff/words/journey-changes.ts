import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { describeEvents } from '../../journey/explain/describe-events.ts';
import { describeReentry } from '../../journey/explain/explain-journey.ts';
import { triggerKindOf } from '../../triggers/kind-of.ts';
import type { ProjectChange } from '../change.ts';
import { arrow } from './arrow.ts';
import { knownCondition } from './condition-changes.ts';
import { fieldChanges, type WordedData } from './field-changes.ts';
import { holdoutChanges, shareChanges } from './share-changes.ts';
import { stepListChanges } from './step-list-changes.ts';

/** Changes in a journey, except in its policy. */
export const journeyChanges = (before: JourneyDefinition, after: JourneyDefinition): ProjectChange[] => {
  const about = { of: 'journey' as const, name: after.id };
  const phrases = [
    ...triggerChanges(before, after),
    ...reentryChanges(before, after),
    ...fieldChanges(ownOf(before), ownOf(after), [], {
      known: new Map([...wordsOf(before), ...wordsOf(after)]),
      names: { exit: 'exit', title: 'title', holds: 'what it holds', excludes: 'what it excludes' },
    }),
    ...holdoutChanges(before, after),
    ...shareChanges('canary', before.canary, after.canary),
  ];
  return [
    ...phrases.map(text => ({ ...about, mark: 'changed' as const, text })),
    ...stepListChanges(before.steps, after.steps).map(change => ({ ...about, ...change })),
  ];
};

const ownOf = ({ id, format, hash, steps, policy, enroll, reenroll, holdout, canary, ...own }: JourneyDefinition) =>
  own;

const wordsOf = ({ audience, goal, exit }: JourneyDefinition): [unknown, WordedData][] => [
  ...(audience ? [[audience, knownCondition(audience)] as [unknown, WordedData]] : []),
  ...(goal ? [[goal, knownCondition(goal, { whose: "the account's" })] as [unknown, WordedData]] : []),
  ...exit.map((data): [unknown, WordedData] => [data, { data, tell: () => `when ${describeEvents([data])}` }]),
];

const triggerChanges = ({ enroll: before }: JourneyDefinition, { enroll: after }: JourneyDefinition) => {
  const [from, to] = [before, after].map(trigger => triggerKindOf(trigger).tell(trigger)) as [string, string];
  const isOther = triggerKindOf(before) !== triggerKindOf(after);
  const conditions = [before, after].flatMap(trigger =>
    Object.values(triggerKindOf(trigger).conditions?.(trigger) ?? {}),
  );
  const known = new Map(conditions.map(condition => [condition as unknown, knownCondition(condition)]));
  if (from !== to && (isOther || conditions.length === 0)) return [`enters when ${arrow(from, to)}`];
  return fieldChanges(before, after, ['enters'], { known, names: { when: 'when' } });
};

const reentryChanges = ({ reenroll: before }: JourneyDefinition, { reenroll: after }: JourneyDefinition) => {
  const [from, to] = [before, after].map(reenroll => describeReentry(reenroll).replace(/^It /, '').replace(/\.$/, ''));
  return from === to ? fieldChanges(before, after, ['re-entry'], { known: new Map() }) : [`${from} → ${to}`];
};
