import type { Channel, ChannelPorts } from '../../channels/channel.ts';
import type { PortsWith } from '../../ports/ports.ts';
import type { TouchAttempt } from '../touch-rows.ts';

/** An attempt at a touch, and what it delivers through. */
export interface TouchTurn extends TouchAttempt {
  channel: Channel;
  ports: ChannelPorts & PortsWith<'contacts'>;
}
