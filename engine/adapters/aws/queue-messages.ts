import { hash as digest } from 'node:crypto';
import type { DomainEvent } from '../../account/event.ts';

/** An event as a message of the FIFO queue. */
export interface EventMessageBody {
  body: string;
  /** The FIFO queue's message group: an account, or the user or visitor of an event without an account. */
  group: string;
  deduplication: string;
}

export const eventMessage = (event: DomainEvent): EventMessageBody => ({
  body: JSON.stringify(event),
  group: groupId(event.account ?? event.customer ?? event.id),
  deduplication: hash(event.id),
});

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const groupId = (owner: string): string => (/^[\x21-\x7e]{1,128}$/.test(owner) ? owner : hash(owner));

const hash = (text: string): string => digest('sha256', text);

/** Delays a notice, because it is sent before the change that it announces is written. */
export const noticeDelaySeconds = 2;
