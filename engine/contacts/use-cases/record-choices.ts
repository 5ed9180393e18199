import type { Contact } from '../../account/account.ts';
import type { ConsentRecord } from '../../account/consent.ts';
import type { DomainEvent } from '../../account/event.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { applyChoices, type StatedChoices } from '../apply-choices.ts';
import { updateContact } from './update-contact.ts';

/**
 * Records what a contact wants, in the contact and in the ledger at once, and tells journeys of each topic that it no
 * longer wants. They are told first, so that a process that dies in between says it again, under the same name.
 * `said` answers for the contact as it is stored.
 */
export const recordChoices = async (
  account: string,
  id: string,
  said: (known: Contact) => StatedChoices,
  ports: PortsWith<'contacts' | 'queue'>,
): Promise<void> => {
  const known = await ports.contacts.find(account, id);
  const chosen = known && applyChoices(known, said(known));
  if (!known || !chosen) return;
  for (const record of chosen.records) {
    if (record.status === 'out') await ports.queue.publish(unsubscribed(account, known, record, ports.clock.now()));
  }
  await updateContact(account, id, ports, stored => {
    const next = stored && applyChoices(stored, said(stored));
    return next && { contact: next.contact, also: next.records.map(record => ({ kind: 'consent', record })) };
  });
};

/** Named by the word before it, so that one change of mind is one event. */
const unsubscribed = (
  account: string,
  contact: Contact,
  { topic, source, at }: ConsentRecord,
  receivedAt: string,
): DomainEvent => {
  const { role } = contact.attributes;
  return {
    id: `choice:${contact.id}:${topic}:${source}:${contact.choices[topic]?.[source]?.at ?? 'first'}`,
    source: 'daymark',
    account,
    user: contact.id,
    name: 'contact.unsubscribed',
    occurredAt: at,
    receivedAt,
    fields: { topic, role: role?.value ?? 'member' },
  };
};
