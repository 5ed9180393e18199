import type { ChoiceState } from './asl.ts';
import { type Expression, jsonataString } from './literal.ts';

/** Goes where the arm that a function took leads. */
export const tookState = (arms: readonly { arm: string; to: string }[], otherwise?: string): ChoiceState => {
  const [first, ...others] = arms.map(({ arm, to }) => ({
    Condition: armCondition(arm),
    Next: to,
  }));
  if (!first) throw new RangeError('A Choice needs at least one arm.');
  return { Type: 'Choice', Choices: [first, ...others], ...(otherwise !== undefined && { Default: otherwise }) };
};

export const armCondition = (arm: string): Expression => `{% $states.input.took = ${jsonataString(arm)} %}`;
