import { createHash } from 'node:crypto';
import type { Scalar } from '../domain/condition.ts';
import { deliveryId } from '../domain/sending/delivery-id.ts';
import type { Company, Person } from './company.ts';

/** A line of the sample: `at` is when it happened, `receivedAt` when it arrives, where that is later. */
export interface Message {
  at: number;
  receivedAt?: number;
  body: Record<string, unknown>;
}

const iso = (at: number): string => new Date(at).toISOString();
/** Ids come from what the message says, so that the same sample always has the same ids. */
const idOf = (...parts: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20);

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

export const identify = (company: Company, person: Person, at: number): Message => ({
  at,
  body: {
    type: 'identify',
    messageId: `msg-${idOf('identify', person.id, at)}`,
    userId: person.id,
    traits: { name: person.name, email: person.email, role: person.role, locale: company.locale },
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
export const stripe = (
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
  action: 'acknowledge' | 'resolve',
  at: number,
  outcome?: string,
): Message => ({
  at,
  body: {
    type: 'task',
    id: `act-${idOf(company.id, reason, action, at)}`,
    account: company.id,
    reason,
    action,
    ...(outcome && { outcome }),
    by: company.owner,
    timestamp: iso(at),
  },
});

/** What a user did with a prompt, named by its step. */
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

/** What SES tells of a mail of `onboarding`, by the name that its delivery has. */
export const mailFeedback = (
  company: Company,
  person: Person,
  step: string,
  type: 'Click' | 'Complaint',
  at: number,
): Message => {
  const delivery = deliveryId({
    account: company.id,
    journey: 'onboarding',
    step,
    term: 'once',
    iteration: 1,
    contact: person.id,
    channel: 'email',
  });
  const timestamp = iso(at);
  const about = [{ emailAddress: person.email }];
  const told = {
    Click: { click: { timestamp, link: 'https://app.tidewater.example/start' } },
    Complaint: { complaint: { timestamp, complainedRecipients: about } },
  }[type];
  return {
    at,
    body: {
      eventType: type,
      mail: {
        messageId: `ses-${idOf(delivery)}`,
        timestamp,
        tags: { account: [Buffer.from(company.id).toString('base64url')], delivery: [delivery] },
      },
      ...told,
    },
  };
};
