import type { Channel } from '../../channels/channel.ts';
import type { ChannelSender, SenderPorts } from '../../channels/sender.ts';
import type { PortsWith } from '../../ports/ports.ts';
import type { TouchAttempt } from '../touch-rows.ts';

/** An attempt at a touch, with its channel and sender. */
export interface TouchSending extends TouchAttempt {
  channel: Channel;
  sender: ChannelSender;
  ports: SenderPorts & PortsWith<'contacts'>;
}
