import type { Audience } from '../definition/audience.ts';
import type { Condition, Value } from '../definition/condition.ts';
import type { Step } from '../definition/step.ts';
import type { TaskType } from '../definition/task.ts';
import type { Duration } from '../kernel/duration.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';

/** One way on from a step. `otherwise` of an escalation stands for every outcome that has no steps of its own. */
export interface Arm {
  name: string;
  steps: readonly Step[];
}

/** The parts of a step. Checks, the drawing and the English read these instead of asking for the step's kind. */
export interface StepParts {
  arms: readonly Arm[];
  conditions: Readonly<Record<string, Condition>>;
  values: Readonly<Record<string, Value>>;
  /** Events that the step itself reacts to, by arm where an arm follows. */
  triggers: readonly { arm?: string; trigger: EventTrigger }[];
  durations: Readonly<Record<string, Duration>>;
  template?: { channel: 'email' | 'prompt'; id: string };
  audience?: Audience;
  /**
   * Of every step with a wait of its own: how long it lasts at least and at most, as far as the journey says. A step
   * without it takes no time.
   */
  lasts?: { atLeast?: Duration; atMost?: Duration };
  /** How often its arm is gone through, and the time between. */
  rounds?: { times: number; interval: Duration };
  /** Account attributes that it changes. */
  attributes: readonly string[];
  /** Type of the task that it opens. */
  task?: TaskType;
  /** Playbook of that task. */
  playbook?: string;
  /** Pool that its work goes to. */
  pool?: string;
  /** Journey that it enrolls in. */
  enrolls?: string;
  /** Whether it ends the enrollment, so that later steps never run. */
  ends: boolean;
}
