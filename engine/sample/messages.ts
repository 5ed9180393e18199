import { createHash } from 'node:crypto';
import type { Scalar } from '../domain/condition.ts';
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
