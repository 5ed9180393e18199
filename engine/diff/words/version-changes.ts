import type { Condition } from '../../definition/condition.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { Step } from '../../definition/step.ts';
import { describeEvents } from '../../journey/explain/describe-events.ts';
import { inWords } from '../../journey/explain/words.ts';
import { isObject } from '../../kernel/is-object.ts';
import { stepOutlineOf } from '../../steps/step-outline-of.ts';
import { knownCondition } from './condition-changes.ts';
import { fieldChanges, type WordedData } from './field-changes.ts';
import { policyChanges } from './policy-changes.ts';
import { holdoutChanges } from './share-changes.ts';

interface VersionChange {
  /** Id of the step; for a removed step, its former id. */
  step?: string;
  /** Continues a sentence that starts with the step. */
  text: string;
}

/**
 * Changes from one version of a journey to another, a phrase each: in the journey, its steps, and its policy. Uses only
 * the data, because the kinds' build-time code isn't available at run time.
 */
export const versionChanges = (before: JourneyDefinition, after: JourneyDefinition): VersionChange[] => {
  const told: VersionChange[] = [
    ...journeyPhrases(before, after).map(text => ({ text })),
    ...stepPhrases(placesIn(before.steps), placesIn(after.steps)),
    ...policyChanges(before.policy, after.policy).map(text => ({ text: `its policy: ${text}` })),
  ];
  // A version only stores the hashes of its templates.
  return told.length > 0 || before.hash === after.hash ? told : [{ text: 'what its mails or prompts say' }];
};

const journeyPhrases = (before: JourneyDefinition, after: JourneyDefinition): readonly string[] => [
  ...fieldChanges(ownOf(before), ownOf(after), [], {
    known: new Map([...wordsOf(before), ...wordsOf(after)]),
    names: { enroll: 'enters by', reenroll: 're-entry', holds: 'what it holds', excludes: 'what it excludes' },
  }),
  ...holdoutChanges(before, after),
];

const ownOf = ({ id, format, hash, steps, policy, promises, canary, holdout, ...own }: JourneyDefinition) => own;

const wordsOf = ({ audience, goal, exit, enroll }: JourneyDefinition): [unknown, WordedData][] => [
  ...conditionsIn({ audience }, 'its'),
  ...conditionsIn({ goal }, "the account's"),
  ...conditionsIn(enroll, 'its'),
  ...exit.map((data): [unknown, WordedData] => [data, { data, tell: () => `when ${describeEvents([data])}` }]),
];

const labels: Readonly<Record<string, string>> = {
  when: 'its condition',
  unless: 'its exception',
  rearm: 'what ends it',
};

/** The conditions among these fields, by their names. */
const conditionsIn = (fields: object, whose: 'its' | "the account's"): [unknown, WordedData][] =>
  Object.entries(fields)
    .filter(([name, value]) => ['audience', 'goal', ...Object.keys(labels)].includes(name) && isObject(value))
    .map(([name, condition]) => [
      condition,
      knownCondition(condition as Condition, { label: labels[name] ?? inWords(name), whose }),
    ]);

interface Place {
  step: Step;
  /** Id of the step whose arm it is in. */
  inside?: string;
}

const placesIn = (steps: readonly Step[], inside?: string): Place[] =>
  steps.flatMap(step => [
    { step, ...(inside !== undefined && { inside }) },
    ...armsOf(step).flatMap(arm => placesIn(arm, step.id)),
  ]);

const armsOf = (step: Step): readonly (readonly Step[])[] => stepOutlineOf(step).arms?.(step) ?? [];

const stepPhrases = (before: readonly Place[], after: readonly Place[]): VersionChange[] => {
  const former = new Map(before.map(place => [place.step.id, place]));
  const was = ({ step: { id, renamedFrom = id } }: Place) => former.get(id) ?? former.get(renamedFrom);
  const kept = new Set(after.map(was));
  const order = before.filter(place => kept.has(place)).map(({ step }) => step.id);
  const isMoved = after.flatMap(place => was(place)?.step.id ?? []).some((id, at) => id !== order[at]);
  return [
    ...before
      .filter(place => !kept.has(place))
      .map(({ step: { id, kind } }) => ({ step: id, text: `removed (${kind})` })),
    ...after.flatMap((place): VersionChange[] => {
      const { step, inside } = place;
      const old = was(place);
      const said = (text: string) => ({ step: step.id, text });
      if (!old) return [said(`added (${step.kind}${inside === undefined ? '' : `, on a way of \`${inside}\``})`)];
      return [
        ...(old.step.id === step.id ? [] : [said(`was called \`${old.step.id}\``)]),
        ...fieldsOf(old.step, step).map(said),
        ...(old.inside === inside
          ? []
          : [said(inside === undefined ? 'moves to the main line' : `moves to a way of \`${inside}\``)]),
      ];
    }),
    ...(isMoved ? [{ text: 'the order of its steps' }] : []),
  ];
};

/** Differences in a step itself, not in the steps of its arms. */
const fieldsOf = (before: Step, after: Step): readonly string[] => {
  const [old, now] = [before, after].map(({ id, renamedFrom, ...step }) => {
    const ways = new Set<unknown>(armsOf({ id, ...step } as Step));
    return withoutWays(step, ways) as object;
  }) as [object, object];
  const known = new Map([...conditionsIn(old, "the account's"), ...conditionsIn(now, "the account's")]);
  return fieldChanges(old, now, [], { known, names: { at: '', missed: 'when its day has passed:' } });
};

const withoutWays = (value: unknown, ways: ReadonlySet<unknown>): unknown => {
  if (ways.has(value)) return undefined;
  if (Array.isArray(value)) return value.map(each => withoutWays(each, ways));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutWays(each, ways)]));
};
