import type { TouchReason } from '../account/timeline.ts';
import type { TemplateRef } from '../definition/step-call.ts';
import type { Severity, TaskType } from '../definition/task.ts';
import type { Instant, Second } from '../kernel/instant.ts';
import type { AnyCall } from '../steps/step-frame.ts';

/** An action that Daymark will take, hold or skip at a step of an enrollment. */
export type Foreseen = {
  at: Instant;
  journey: string;
  enrollment: string;
  step: string;
  /** In a loop, from 1. */
  round: number;
} & (
  | ({
      does: 'touch';
      channel: string;
      /** A contact id, an audience, or a destination's name. */
      to: string;
      template?: TemplateRef;
    } & ({ outcome: 'sent' } | { outcome: 'skipped' | 'failed'; reason: TouchReason } | Held))
  | { does: 'task'; type: TaskType; severity: Severity; play: string; owner: string; escalates?: true }
  | { does: 'branch'; took: string }
  | { does: 'exit' | 'complete' }
);

interface Held {
  outcome: 'held';
  reason: TouchReason;
  until: Second;
}

/** Place and time of a call. */
export const actAt = ({ journey, enrollment, step, iteration }: AnyCall, at: Instant) => ({
  at,
  journey: journey.id,
  enrollment,
  step: step.id,
  round: iteration,
});
