import type { TouchStep } from '../definition/step.ts';
import type { Instant } from '../kernel/instant.ts';
import type { PortsWith } from '../ports/ports.ts';
import type { TouchChannel } from '../sending/reach.ts';
import type { OutgoingTouch, PreparedTouch } from './outgoing-touch.ts';

export type ChannelPorts = PortsWith<'mailer' | 'promptContents'>;

/** A way to reach contacts: its recipients, and how a delivery is prepared. */
export interface Channel<Step extends TouchStep = TouchStep> extends TouchChannel<Step> {
  /** Renders one delivery that passed the gates. @throws TemplateRenderError */
  prepare(touch: OutgoingTouch<Step>, ports: ChannelPorts): Promise<PreparedTouch>;
  /** Whether its service asked to slow down a moment ago, so that a touch should not even begin. */
  isBusy?(ports: ChannelPorts, now: Instant): boolean;
}
