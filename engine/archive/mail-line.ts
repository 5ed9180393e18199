import type { DeliveryFact } from '../account/delivery.ts';
import type { Instant } from '../kernel/instant.ts';
import type { MailEvent } from '../sending/mail-event.ts';
import { addressStandIn } from './address-stand-in.ts';

/**
 * Feedback on a mail as the line of an SES event; `undefined` for events that a replay's own mailbox publishes for each
 * mail.
 */
export const mailLine = (
  event: MailEvent,
  { receivedAt, secret }: { receivedAt: Instant; secret: string },
): string | undefined => {
  const type = types[event.fact];
  if (type === undefined) return undefined;
  const about = event.addresses.map(address => ({ emailAddress: addressStandIn(address, secret) }));
  const [bounceType, bounceSubType] = event.fact === 'suppressed' ? suppressed : bounces[event.bounce ?? 'content'];
  const timestamp = event.at;
  return JSON.stringify({
    eventType: type,
    receivedAt,
    mail: {
      messageId: event.messageId ?? event.delivery,
      timestamp,
      tags: { account: [Buffer.from(event.account).toString('base64url')], delivery: [event.delivery] },
    },
    ...(type === 'Bounce' && { bounce: { bounceType, bounceSubType, bouncedRecipients: about, timestamp } }),
    ...(type === 'Complaint' && { complaint: { complainedRecipients: about, timestamp } }),
    ...(type === 'Open' && { open: { timestamp } }),
    ...(type === 'Click' && { click: { timestamp } }),
  });
};

const types: Readonly<Partial<Record<DeliveryFact, string>>> = {
  bounced: 'Bounce',
  suppressed: 'Bounce',
  complained: 'Complaint',
  opened: 'Open',
  clicked: 'Click',
  rejected: 'Reject',
  renderingFailed: 'Rendering Failure',
};

const suppressed = ['Permanent', 'Suppressed'] as const;
const bounces = {
  permanent: ['Permanent', 'General'],
  transient: ['Transient', 'General'],
  content: ['Transient', 'ContentRejected'],
} as const;
