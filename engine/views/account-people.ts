import * as z from 'zod';
import type { AccountSnapshot, Contact } from '../account/account.ts';
import { isRemoved } from '../account/former-contact.ts';
import { endOfTime } from '../account/marks.ts';
import { allTopicStates, topicStates } from '../contacts/preferences.ts';
import { emailOf, roleOf } from '../contacts/resolve-recipients.ts';
import type { CatalogData } from '../definition/catalog.ts';

const proof = z.object({
  at: z.iso.datetime(),
  /** The message or mail that proves it. */
  evidence: z.string(),
  from: z.string().exactOptional(),
  /** Version of the topic texts shown. */
  policyVersion: z.string(),
});

export const accountPerson = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  email: z.string().exactOptional(),
  /** The person's last activity in the application, within the retained usage. */
  lastActive: z.iso.datetime().exactOptional(),
  /** Set if the address is suppressed. */
  suppressed: z.object({ reason: z.string(), at: z.iso.datetime() }).exactOptional(),
  /** No longer at the account. */
  removedAt: z.iso.datetime().exactOptional(),
  /**
   * State by topic: `off` by the person's choice, `pending` if requested but not confirmed, `locked` by the customer's
   * records or a complaint. `asked` and `confirmed` are the evidence for topics that need a confirmation.
   */
  topics: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      state: z.enum(allTopicStates),
      asked: proof.exactOptional(),
      confirmed: proof.exactOptional(),
    }),
  ),
});

/** Maximum number of people on a page: responses are limited to 6 MB, and an account can have any number of contacts. */
export const mostPeople = 200;

/** Sorted by last activity, latest first; removed contacts come last. */
export const accountPeople = (
  { contacts, usage }: Pick<AccountSnapshot, 'contacts' | 'usage'>,
  { topics }: Pick<CatalogData, 'topics'>,
): z.input<typeof accountPerson>[] => {
  const active = usage.users('', endOfTime);
  return contacts
    .map(contact => ({ contact, name: nameOfContact(contact), lastActive: active.get(contact.id) }))
    .sort(
      (a, b) =>
        Number(isRemoved(a.contact)) - Number(isRemoved(b.contact)) ||
        (b.lastActive ?? '').localeCompare(a.lastActive ?? '') ||
        a.name.localeCompare(b.name),
    )
    .slice(0, mostPeople)
    .map(({ contact, name, lastActive }) => {
      const email = emailOf(contact);
      const { suppression } = contact;
      return {
        id: contact.id,
        name,
        role: roleOf(contact),
        ...(email !== '' && { email }),
        ...(lastActive !== undefined && { lastActive }),
        ...(suppression && { suppressed: { reason: suppression.reason, at: suppression.at } }),
        ...(isRemoved(contact) && contact.removedAt !== undefined && { removedAt: contact.removedAt }),
        topics: topicStates(contact, topics).map(({ id, state }) => ({
          id,
          title: topics[id]?.title.en ?? id,
          state,
          ...contact.consents?.[id],
        })),
      };
    });
};

/** The contact's name, else the address, else the id. */
export const nameOfContact = (contact: Pick<Contact, 'id' | 'attributes'>): string => {
  const { name } = contact.attributes;
  if (typeof name?.value === 'string' && name.value !== '') return name.value;
  return emailOf(contact) || contact.id;
};
