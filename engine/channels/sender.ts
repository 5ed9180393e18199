import type { TouchStep } from '../definition/step.ts';
import type { Instant } from '../kernel/instant.ts';
import type { PortsWith } from '../ports/ports.ts';
import type { OutgoingTouch, PreparedTouch } from './outgoing-touch.ts';

export type SenderPorts = PortsWith<'mailer' | 'poster' | 'promptContents'>;

/** How a channel sends. */
export interface ChannelSender<Step extends TouchStep = TouchStep> {
  /** Renders one delivery that passed the gates. @throws TemplateRenderError */
  prepare(touch: OutgoingTouch<Step>, ports: SenderPorts): Promise<PreparedTouch>;
  /** Whether its service asked to slow down a moment ago, so that a touch should not even begin. */
  isBusy?(ports: SenderPorts, now: Instant): boolean;
}
