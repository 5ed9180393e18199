import type { Condition, Value } from '../definition/condition.ts';
import type { Duration } from '../kernel/duration.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { type Comparable, comparable } from './comparable.ts';
import { plainData } from './plain-data.ts';
import { positiveDays } from './whole-days.ts';

/** An attribute of the account. */
export type Attribute<Type> = Comparable<Type> & {
  /** What is known of it was said at least so long ago: `attribute('health').unchangedFor(days(60))`. */
  unchangedFor(duration: Duration): Condition;
  /** In `data`: what a table has for its value, `attribute('plan').lookUp({ Team: 480, Business: 1_200 })`; nothing for others. */
  lookUp(table: Readonly<Record<string, Scalar>>): Value;
};

export const attributeOf = (name: string): Attribute<never> => {
  const where = `attribute('${name}')`;
  return comparable<never, Pick<Attribute<never>, 'unchangedFor' | 'lookUp'>>(
    where,
    { kind: 'accountAttribute', name },
    (comparison, value) => plainData({ kind: 'attribute', name, comparison, value }),
    {
      unchangedFor: duration =>
        plainData({ kind: 'unchanged', name, days: positiveDays(`${where}.unchangedFor`, duration) }),
      lookUp: table => plainData({ kind: 'byAttribute', name, table }),
    },
  );
};
