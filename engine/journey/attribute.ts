import type { Condition, Value } from '../definition/condition.ts';
import type { Duration } from '../kernel/duration.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { mustBeKnown } from './authoring-error.ts';
import { type Comparable, comparable } from './comparable.ts';
import { plainData } from './plain-data.ts';
import { positiveDays, wholeDays } from './whole-days.ts';

/** An attribute of the account. */
export type Attribute<Type> = Comparable<Type> & {
  /** Its value was stated at least so long ago: `attribute('health').unchangedFor(days(60))`. */
  unchangedFor(duration: Duration): Condition;
  /** In `data`: what a table has for its value, `attribute('plan').lookUp({ Team: 480, Business: 1_200 })`; nothing for others. */
  lookUp(table: Readonly<Record<string, Scalar>>): Value;
};

/** An attribute that holds a date, which lasts until the end of its day in the account's zone. */
export interface Dated {
  /** It is today, or on one of that many calendar days from today: `attribute('renewalAt').dueWithin(days(90))`. */
  dueWithin(duration: Duration): Condition;
  /** Its day is over. */
  past(): Condition;
}

/** @throws AuthoringError when an attribute that holds no date is asked when it is due */
const datedOf = (name: string, dates: readonly string[]): Dated => {
  const condition = (is: 'dueWithin' | 'past', days = 0): Condition => {
    mustBeKnown(`attribute('${name}').${is}`, 'date attribute', name, dates);
    return plainData({ kind: 'dated', name, is, days });
  };
  return {
    dueWithin: duration => condition('dueWithin', wholeDays(`attribute('${name}').dueWithin`, duration)),
    past: () => condition('past'),
  };
};

/** `dates`: the attributes that hold one. */
export const attributeOf = (name: string, dates: readonly string[]): Attribute<never> & Dated => {
  const where = `attribute('${name}')`;
  return comparable<never, Pick<Attribute<never>, 'unchangedFor' | 'lookUp'> & Dated>(
    where,
    { kind: 'accountAttribute', name },
    (comparison, value) => plainData({ kind: 'attribute', name, comparison, value }),
    {
      unchangedFor: duration =>
        plainData({ kind: 'unchanged', name, days: positiveDays(`${where}.unchangedFor`, duration) }),
      ...datedOf(name, dates),
      lookUp: table => plainData({ kind: 'byAttribute', name, table }),
    },
  );
};
