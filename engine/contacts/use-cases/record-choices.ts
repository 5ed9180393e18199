import type { Contact } from '../../account/account.ts';
import type { ConsentRecord } from '../../account/consent.ts';
import type { DomainEvent } from '../../account/event.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { applyChoices, type StatedChoices } from '../apply-choices.ts';
import { updateContact } from './update-contact.ts';

/**
 * Records choices in the contact and the consent ledger in one transaction, and publishes an event for each topic that
 * is opted out. The events are published first: after a crash in between they are published again, with the same ids.
 * `said` computes the choices from the stored contact.
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

/** Its id has the time of the previous choice, so that one change is one event. */
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
