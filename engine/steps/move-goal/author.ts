import { mustBeKnown } from '../../journey/authoring-error.ts';
import type { CatalogNames, CatalogSpec } from '../../journey/catalog-spec.ts';
import type { CatalogWords } from '../../journey/catalog-words.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { Literal, Named } from '../../journey/step-ids.ts';
import { positiveDays } from '../../journey/whole-days.ts';
import type { Duration } from '../../kernel/duration.ts';
import type { MoveGoalStep } from './step.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    /**
     * Gives a goal more time, from its own day on: `moveGoal('more-time', 'launch', { by: weeks(2) })`. Waits for that day move,
     * too.
     */
    moveGoal<Id extends string>(
      id: Id & Literal<Id>,
      goal: CatalogNames<C>['goal'],
      options: { by: Duration },
    ): Named<MoveGoalStep, Id>;
  }
}

export const moveGoalIn =
  ({ data: { goals = {} } }: CatalogWords) =>
  (id: string, goal: string, { by }: { by: Duration }): MoveGoalStep => {
    const where = `moveGoal "${id}"`;
    mustBeKnown(where, 'goal', goal, Object.keys(goals));
    // biome-ignore lint/style/noNonNullAssertion: it is one of the keys
    const { target } = goals[goal]!;
    return plainData({ kind: 'moveGoal', id, goal, target, days: positiveDays(where, by) }, where);
  };
