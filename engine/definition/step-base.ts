import type { Anchor } from './anchor.ts';
import type { Condition } from './condition.ts';

export interface StepBase {
  /** Literal, unique in the journey; also the ASL state's name and the timeline's `step`. */
  id: string;
  at?: Anchor;
  when?: Condition;
  unless?: Condition;
  /** Overrides the policy for a step whose day had already passed when the enrollment began. */
  missed?: 'skip' | 'send';
  /** Rounds of the enclosing loop, from 1, in which the step happens; all by default. */
  rounds?: readonly number[];
  /** Its former id, so that `daymark diff` recognizes a rename. */
  renamedFrom?: string;
}
