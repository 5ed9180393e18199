import type { ChannelSender } from '../../../engine/channels/sender.ts';
import { phones } from './manifest.ts';

/** The provider's stand-in: keeps what it was given. */
export const provider: { sent: { to: string; delivery: string }[] } = { sent: [] };

export const smsSender: ChannelSender = {
  prepare: async ({ addressee }) => ({
    kind: 'outgoing',
    send: async () => {
      const to = addressee.contact && phones.deliverable(addressee.contact);
      if (to === undefined) throw new Error('The gate let a contact without a phone pass.');
      provider.sent.push({ to, delivery: addressee.delivery });
      return { messageId: `sms-${provider.sent.length}` };
    },
  }),
};
