import type { ChoiceState } from './asl.ts';
import { type Expression, jsonataString, meant } from './literal.ts';

/** A Choice that follows the arm that a function took. */
export const tookState = (arms: readonly { arm: string; to: string }[], otherwise?: string): ChoiceState => {
  const [first, ...others] = arms.map(({ arm, to }) => ({
    Condition: armCondition(arm),
    Next: to,
  }));
  if (!first) throw new RangeError('A Choice needs at least one arm.');
  return { Type: 'Choice', Choices: [first, ...others], ...(otherwise !== undefined && { Default: otherwise }) };
};

/** Inverse of `armCondition`. */
export const armOfCondition = (condition: Expression): string =>
  String(meant(`{% ${condition.slice('{% $states.input.took = '.length, -' %}'.length)} %}`));

export const armCondition = (arm: string): Expression => `{% $states.input.took = ${jsonataString(arm)} %}`;
