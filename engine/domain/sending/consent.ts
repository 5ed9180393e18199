import type { Contact } from '../account.ts';
import type { MessageClass } from '../policy.ts';

/** Opting out of this topic, as of every other one. */
export const allTopics = '*';

/** Did the contact opt out of such a touch? Nobody can opt out of transactional ones. */
export const optedOut = (
  { unsubscribed }: Pick<Contact, 'unsubscribed'>,
  messageClass: MessageClass,
  topic?: string,
): boolean =>
  messageClass !== 'transactional' &&
  (unsubscribed.includes(allTopics) || (topic !== undefined && unsubscribed.includes(topic)));
