import type { ChannelSender } from '../../../engine/channels/sender.ts';
import { phones } from './manifest.ts';

/** The provider's stand-in: keeps what it was given. */
export const provider: { sent: { to: string; delivery: string; key: string }[] } = { sent: [] };

export const smsSender: ChannelSender = {
  prepare: async ({ addressee }, { settings }) => ({
    kind: 'outgoing',
    send: async () => {
      const to = addressee.contact && phones.deliverable(addressee.contact);
      if (to === undefined) throw new Error('The gate let a contact without a phone pass.');
      const { DAYMARK_SMS_KEY: key = '' } = settings.channelSecrets;
      provider.sent.push({ to, delivery: addressee.delivery, key });
      return { messageId: `sms-${provider.sent.length}` };
    },
  }),
};
