import type { Anchor } from './anchor.ts';
import type { Condition } from './condition.ts';

export interface StepBase {
  /** Literal, unique in the journey; also the ASL state's name and the timeline's `step`. */
  id: string;
  at?: Anchor;
  when?: Condition;
  unless?: Condition;
  /** Overrides the policy for a step whose day had passed when the enrollment began. */
  missed?: 'skip' | 'send';
  /** In which rounds of the loop around it the step happens, from 1; in all of them unless said. */
  rounds?: readonly number[];
  /** The id that it had, by which `daymark diff` tells a rename from a removal and an addition. */
  renamedFrom?: string;
}
