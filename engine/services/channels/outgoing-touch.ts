import type { AccountSnapshot } from '../../domain/account.ts';
import type { Change } from '../../domain/change.ts';
import type { Enrollment } from '../../domain/enrollment.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Addressee } from '../../domain/sending/decide-touch.ts';
import type { TouchStep } from '../../domain/step.ts';
import type { TouchCall } from '../../domain/step-call.ts';
import type { PortsWith } from '../ports.ts';

/** One delivery that passed the gate. */
export interface OutgoingTouch<Step extends TouchStep = TouchStep> {
  call: TouchCall & { step: Step };
  snapshot: AccountSnapshot;
  enrollment: Enrollment;
  addressee: Addressee;
  now: Instant;
}

/**
 * A delivery that is ready to go, with nothing left to fail but the way out. Channels of our own are written with the
 * timeline, once; the others are handed over to somebody else, and what became of that may stay unknown.
 */
export type PreparedTouch =
  | { kind: 'written'; changes: readonly Change[] }
  | { kind: 'handedOver'; handOver: () => Promise<{ messageId?: string }> };

/** @throws TemplateRenderError */
export type Prepare<Step extends TouchStep> = (
  touch: OutgoingTouch<Step>,
  ports: PortsWith<'mailer' | 'promptContents'>,
) => Promise<PreparedTouch>;
