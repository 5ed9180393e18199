import type { Step } from '../../definition/step.ts';
import { describeAudience } from '../../journey/explain/describe-audience.ts';
import { describeEvents } from '../../journey/explain/describe-events.ts';
import { describeValue } from '../../journey/explain/describe-value.ts';
import { formatDuration } from '../../journey/explain/format-time.ts';
import { drawAnchor } from '../../journey/graph/draw-anchor.ts';
import { partsOf } from '../../journey/parts-of.ts';
import { kindOf } from '../../steps/kind-of.ts';
import { knownCondition } from './condition-changes.ts';
import { fieldChanges, type WordedData } from './field-changes.ts';

/** Phrases for the differences in a step itself, ignoring its position and its arms' steps. */
export const stepChanges = (before: Step, after: Step): readonly string[] => {
  const [from, to] = [dueOf(before), dueOf(after)];
  const known = new Map([...wordsOf(before), ...wordsOf(after)]);
  const names = { ...guardNames, ...kindOf(after).fields };
  const isOther = kindOf(before) !== kindOf(after);
  const own = (step: Step) => {
    const { id, at, renamedFrom, ...fields } = step;
    return isOther ? { when: step.when, unless: step.unless, missed: step.missed, rounds: step.rounds } : fields;
  };
  return [
    ...(from === to ? fieldChanges(before.at, after.at, ['at'], { known }) : [`${from} → ${to}`]),
    ...(isOther ? [`now ${actionOf(after)}; before, ${actionOf(before)}`] : []),
    ...fieldChanges(own(before), own(after), [], { known, names }),
  ];
};

const guardNames = { missed: 'when its day has passed:', rounds: 'in rounds' };

const dueOf = ({ at }: Step): string => drawAnchor(at) || 'as soon as it is reached';

/** The action of a step, without its time. */
const actionOf = (step: Step): string => {
  const { does, heading = arm => arm } = kindOf(step).tell(step);
  const { arms, rounds } = partsOf(step);
  // What happens in each round is told once: by what is in it.
  const ways = rounds ? [] : arms.map(({ name }) => heading(name));
  return ways.length === 0 ? does : `${does}: ${ways.map(inSentence).join('; ')}`;
};

/** A heading within a sentence: `If its plan is free` goes on small, `NPS` does not. */
const inSentence = (heading: string): string => heading.replace(/^[A-Z](?=[a-z ])/, first => first.toLowerCase());

/** `day 5, the email "tips" goes to the admins`. */
export const describeStep = (step: Step): string => `${dueOf(step)}, ${actionOf(step)}`;

/** Words for a step's parts. */
const wordsOf = (step: Step): [unknown, WordedData][] => {
  const { arms, audience, conditions, durations, triggers, values } = partsOf(step);
  const told = (data: unknown, tell: () => string): [unknown, WordedData] => [data, { data, tell }];
  return [
    ...Object.entries(conditions).map(([name, condition]): [unknown, WordedData] => [
      condition,
      knownCondition(condition, { label: conditionNames[name] ?? name, whose: "the account's" }),
    ]),
    ...Object.entries(values).map(([name, value]): [unknown, WordedData] => [
      value,
      {
        data: value,
        label: `"${name}":`,
        tell: () => describeValue(value),
        since: before => (before ? [] : [`now gives "${name}", ${describeValue(value)}`]),
        gone: () => `no longer gives "${name}", ${describeValue(value)}`,
      },
    ]),
    ...Object.values(durations).map(duration => told(duration, () => formatDuration(duration))),
    ...triggers.map(({ trigger }) => told(trigger, () => describeEvents([trigger]))),
    ...(audience ? [told(audience, () => describeAudience(audience))] : []),
    ...arms.map(({ name, steps }): [unknown, WordedData] => [steps, armOf(name, steps)]),
  ];
};

const conditionNames: Readonly<Record<string, string>> = { when: 'its condition', unless: 'its exception' };

const armOf = (name: string, steps: readonly Step[]): WordedData => ({
  data: steps,
  elsewhere: true,
  tell: () => (steps.length === 0 ? 'nothing' : steps.map(({ id }) => `\`${id}\``).join(', ')),
  since: before => (before === undefined ? [`has a new way on, "${name}"`] : []),
  gone: () => `no longer has the way on "${name}"`,
});
