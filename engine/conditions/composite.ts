import type { Condition } from '../definition/condition.ts';
import type { Instant } from '../kernel/instant.ts';
import type { ConditionKind, EvaluationContext, Truth, WindowContext } from './condition-kind.ts';

/** Answers of conditions that consist of others. */
interface Answers {
  truthOf: (condition: Condition, context: EvaluationContext) => Truth;
  sinceOf: (condition: Condition, context: WindowContext) => Instant | undefined;
  eventsOf: (condition: Condition) => readonly string[];
  turnsAt: (condition: Condition, context: EvaluationContext) => Instant | undefined;
  factsOf: (condition: Condition) => ReturnType<ConditionKind<'all'>['facts']>;
}

type Composites = { [Kind in 'all' | 'any' | 'not' | 'segment']: ConditionKind<Kind> };

/** An unknown part leaves the whole open, unless the other parts decide it (Kleene's logic). */
export const composites = (answers: Answers): Composites => ({
  all: {
    ...ofMany(answers),
    truth: ({ of }, context) => unless(false, of, each => answers.truthOf(each, context)),
  },
  any: {
    ...ofMany(answers),
    truth: ({ of }, context) => unless(true, of, each => answers.truthOf(each, context)),
  },
  not: {
    ...ofOne(answers),
    truth: ({ of }, context) => opposite(answers.truthOf(of, context)),
  },
  segment: {
    ...ofOne(answers),
    truth: ({ of }, context) => answers.truthOf(of, context),
  },
});

const ofOne = ({ sinceOf, eventsOf, turnsAt, factsOf }: Answers): Omit<ConditionKind<'not' | 'segment'>, 'truth'> => ({
  since: ({ of }, context) => sinceOf(of, context),
  events: ({ of }) => eventsOf(of),
  turnsAt: ({ of }, context) => turnsAt(of, context),
  facts: ({ of }) => factsOf(of),
});

const ofMany = ({ sinceOf, eventsOf, turnsAt, factsOf }: Answers): Omit<ConditionKind<'all' | 'any'>, 'truth'> => ({
  since: ({ of }, context) => earliest(of.map(each => sinceOf(each, context))),
  events: ({ of }) => of.flatMap(eventsOf),
  turnsAt: ({ of }, context) => earliest(of.map(each => turnsAt(each, context))),
  facts: ({ of }) => Object.assign({}, ...of.map(factsOf)),
});

export const earliest = (instants: readonly (Instant | undefined)[]): Instant | undefined =>
  instants.reduce(
    (least, each) => (least === undefined || (each !== undefined && each < least) ? each : least),
    undefined,
  );

/** `decides` if any condition has that truth, the opposite if all have the opposite, else undefined. */
const unless = (decides: boolean, conditions: readonly Condition[], truthOf: (each: Condition) => Truth): Truth => {
  let whole: Truth = !decides;
  for (const each of conditions) {
    const truth = truthOf(each);
    if (truth === decides) return decides;
    if (truth === undefined) whole = undefined;
  }
  return whole;
};

const opposite = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);
