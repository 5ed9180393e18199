import { hash } from 'node:crypto';
import type { TaskActionName } from '../definition/task.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { deliveryId } from '../sending/delivery-id.ts';
import type { Company, Person } from './company.ts';

/** A line of the sample: `at` is when it happened, `receivedAt` when it arrives, where that is later. */
export interface Message {
  at: number;
  receivedAt?: number;
  body: Record<string, unknown>;
}

const iso = (at: number): string => new Date(at).toISOString();
/** Ids come from the content of the message, so that the same sample always has the same ids. */
const idOf = (...parts: unknown[]): string => hash('sha256', JSON.stringify(parts)).slice(0, 20);

export const group = (company: Company, at: number, traits: Record<string, Scalar>): Message => ({
  at,
  body: {
    type: 'group',
    messageId: `msg-${idOf('group', company.id, at)}`,
    groupId: company.id,
    traits,
    timestamp: iso(at),
  },
});

/** A complete success plan. */
export const planSaid = (company: Company, at: number, goals: readonly Record<string, unknown>[]): Message => ({
  at,
  body: {
    type: 'plan',
    messageId: `msg-${idOf('plan', company.id, at)}`,
    groupId: company.id,
    goals,
    timestamp: iso(at),
  },
});

export const identify = (company: Company, person: Person, at: number, more: Record<string, Scalar> = {}): Message => ({
  at,
  body: {
    type: 'identify',
    messageId: `msg-${idOf('identify', person.id, at)}`,
    userId: person.id,
    traits: { name: person.name, email: person.email, role: person.role, locale: company.locale, ...more },
    context: { groupId: company.id },
    timestamp: iso(at),
  },
});

export const track = (
  company: Company,
  person: Person,
  event: string,
  at: number,
  properties: Record<string, Scalar> = {},
): Message => ({
  at,
  body: {
    type: 'track',
    messageId: `msg-${idOf('track', person.id, event, at)}`,
    userId: person.id,
    event,
    properties,
    context: { groupId: company.id },
    timestamp: iso(at),
  },
});

/** A Stripe event; `object` is its `data.object`. */
export const stripeEvent = (
  type: string,
  at: number,
  object: Record<string, unknown>,
  previous?: Record<string, unknown>,
): Message => ({
  at,
  body: {
    id: `evt_${idOf(type, object.id, at)}`,
    object: 'event',
    api_version: '2025-09-30.clover',
    created: Math.floor(at / 1000),
    livemode: true,
    type,
    data: { object, ...(previous && { previous_attributes: previous }) },
  },
});

export const taskAction = (
  company: Company,
  reason: string,
  by: string,
  action: TaskActionName,
  at: number,
  more: { outcome?: string; until?: string; step?: string; minutes?: number; to?: string } = {},
): Message => ({
  at,
  body: {
    type: 'task',
    id: `act-${idOf(company.id, reason, action, at)}`,
    account: company.id,
    reason,
    action,
    ...more,
    by,
    timestamp: iso(at),
  },
});

/** A user's action on a prompt, which its step identifies. */
export const promptAction = (
  company: Company,
  person: Person,
  step: string,
  action: 'seen' | 'clicked' | 'dismissed' | 'completed',
  at: number,
  actionId?: string,
): Message => ({
  at,
  body: {
    type: 'prompt',
    id: `prm-${idOf(person.id, step, action, at)}`,
    account: company.id,
    user: person.id,
    step,
    action,
    ...(actionId && { actionId }),
    timestamp: iso(at),
  },
});

/** A mail of a journey, by the parts of its delivery's id. */
export interface MailOf {
  journey: string;
  step: string;
  term: string;
}

/** SES's feedback on a mail, some time after it was sent. */
export const mailFeedback = (
  company: Company,
  person: Person,
  mail: MailOf,
  what: keyof typeof mailEvents,
  at: number,
): Message => {
  const delivery = deliveryId({ account: company.id, ...mail, iteration: 1, contact: person.id, channel: 'email' });
  const timestamp = iso(at);
  return {
    at,
    body: {
      ...mailEvents[what](timestamp, [{ emailAddress: person.email }]),
      mail: {
        messageId: `ses-${idOf(delivery)}`,
        timestamp,
        tags: { account: [Buffer.from(company.id).toString('base64url')], delivery: [delivery] },
      },
    },
  };
};

type Recipients = readonly { emailAddress: string }[];

/** As SES publishes them. */
const mailEvents = {
  clicked: (timestamp: string) => ({
    eventType: 'Click',
    click: { timestamp, link: 'https://app.tidewater.example/start' },
  }),
  complained: (timestamp: string, complainedRecipients: Recipients) => ({
    eventType: 'Complaint',
    complaint: { timestamp, complainedRecipients, complaintFeedbackType: 'abuse' },
  }),
  bounced: (timestamp: string, bouncedRecipients: Recipients) => ({
    eventType: 'Bounce',
    bounce: { timestamp, bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients },
  }),
  mailboxFull: (timestamp: string, bouncedRecipients: Recipients) => ({
    eventType: 'Bounce',
    bounce: { timestamp, bounceType: 'Transient', bounceSubType: 'MailboxFull', bouncedRecipients },
  }),
  delayed: (timestamp: string, delayedRecipients: Recipients) => ({
    eventType: 'DeliveryDelay',
    deliveryDelay: { timestamp, delayType: 'TransientCommunicationFailure', delayedRecipients },
  }),
} as const;
