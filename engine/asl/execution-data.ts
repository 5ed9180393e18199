import type { Output } from './asl.ts';
import { type Expression, jsonataString, literal } from './literal.ts';

/**
 * What flows from state to state: one object of the shape of `ExecutionInput`, nothing personal in it. Only on the way
 * from a choosing step to its Choice it also has `took`, which the next step's output drops again.
 */
const carried = {
  account: '{% $states.input.account %}',
  enrollment: '{% $states.input.enrollment %}',
  generation: '{% $states.input.generation %}',
  anchoredAt: '{% $states.input.anchoredAt %}',
} as const;

const waiting = {
  until: '{% $states.input.until %}',
  at: '{% $states.input.at %}',
  waited: '{% $states.input.waited %}',
} as const;

/** The fields of a function's call that are not literal. */
export const callIds = { ...carried, waited: waiting.waited };
export const branchCallIds = { ...callIds, at: waiting.at };

export const passInput: Expression = '{% $states.input %}';

/** After a step: its own wake-up and time. */
export const stepDone: Output = {
  ...carried,
  until: '{% $states.result.Payload.until %}',
  at: '{% $states.result.Payload.at %}',
  waited: literal(''),
};

/** After a step that chooses: the arm as well. */
export const stepChose: Output = { ...stepDone, took: '{% $states.result.Payload.took %}' };

/** After the resolution of a wait: the edge as if the wait itself had left by it. */
export const waitResolved = (step: string): Output => ({
  ...stepDone,
  waited: `{% ${jsonataString(`${step} `)} & $states.result.Payload.took %}`,
  took: '{% $states.result.Payload.took %}',
});

/** After the resolution of a wait that listens for nothing and parks again: what led to it has still to be told. */
export const waitAgain: Output = { ...stepDone, waited: waiting.waited, took: '{% $states.result.Payload.took %}' };

/** After a wait that listens: what ended it. */
export const waitedFor = (step: string, edge: string): Output => ({
  ...carried,
  ...waiting,
  waited: `${step} ${edge}`,
});

/** After a touch that may not go yet: a Lambda function's error comes as JSON with its message, here a second. */
export const heldBack: Output = {
  ...carried,
  ...waiting,
  until: '{% $parse($states.errorOutput.Cause).errorMessage %}',
};

/**
 * After a date moved. The wait counts from that move on, where the cause says when it was; else its guard fails once
 * and the wake-up is computed again.
 */
export const moved: Output = {
  ...carried,
  ...waiting,
  until: '{% $parse($states.errorOutput.Cause).until %}',
  at: '{% $exists($parse($states.errorOutput.Cause).at) ? $parse($states.errorOutput.Cause).at : $states.input.at %}',
};
