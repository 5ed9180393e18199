import type { Output } from './asl.ts';
import { type Expression, jsonataString, literal } from './literal.ts';

/**
 * The data passed from state to state: one object of the shape of `ExecutionInput`, without personal data. Between a
 * choosing step and its Choice it also has `took`, which the next step's output drops.
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

/** The fields of a function's call that are expressions. */
export const callIds = { ...carried, waited: waiting.waited };
export const branchCallIds = { ...callIds, at: waiting.at };

export const passInput: Expression = '{% $states.input %}';

/** Output of a step: its result's wake-up and time. */
export const stepDone: Output = {
  ...carried,
  until: '{% $states.result.Payload.until %}',
  at: '{% $states.result.Payload.at %}',
  waited: literal(''),
};

/** Output of a step that chooses: also the arm. */
export const stepChose: Output = { ...stepDone, took: '{% $states.result.Payload.took %}' };

/** Output of the resolution of a wait: as if the wait itself had ended by that edge. */
export const waitResolved = (step: string): Output => ({
  ...stepDone,
  waited: `{% ${jsonataString(`${step} `)} & $states.result.Payload.took %}`,
  took: '{% $states.result.Payload.took %}',
});

/** Output of the resolution of a wait without events, which parks again: keeps `waited`, which is not recorded yet. */
export const waitAgain: Output = { ...stepDone, waited: waiting.waited, took: '{% $states.result.Payload.took %}' };

/** Output of a wait for events: the edge that ended it. */
export const waitedFor = (step: string, edge: string): Output => ({
  ...carried,
  ...waiting,
  waited: `${step} ${edge}`,
});

/** Output of a touch that may not go yet: the message of the function's error, in JSON, is the second to wait until. */
export const heldBack: Output = {
  ...carried,
  ...waiting,
  until: '{% $parse($states.errorOutput.Cause).errorMessage %}',
};

/**
 * Output after a date moved. If the cause has the time of the move, the wait counts events from then on; otherwise its
 * guard fails once and the wake-up is computed again.
 */
export const moved: Output = {
  ...carried,
  ...waiting,
  until: '{% $parse($states.errorOutput.Cause).until %}',
  at: '{% $exists($parse($states.errorOutput.Cause).at) ? $parse($states.errorOutput.Cause).at : $states.input.at %}',
};
