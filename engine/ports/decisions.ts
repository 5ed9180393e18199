import type { StepResult, TouchCall } from '../definition/step-call.ts';
import type { Routed, RoutingSeen } from '../routing/decide-routing.ts';
import type { Verdict } from '../sending/decide-touch.ts';
import type { TouchSeen } from '../sending/touch-turn.ts';
import type { AnyCall } from '../steps/step-frame.ts';
import type { StepSeen } from '../steps/step-turn.ts';

/**
 * Told of each decision as it is made, with all that it was made from: an explanation asks the same pure functions
 * again. After a conflicting write it is made anew, and told again. Nothing listens on AWS.
 */
export interface Decisions {
  routed(seen: RoutingSeen, routed: Routed): void;
  touched(call: TouchCall, seen: TouchSeen, verdicts: readonly Verdict[]): void;
  /** A step that sends nothing. */
  taken(call: AnyCall, seen: StepSeen, result: StepResult): void;
}
