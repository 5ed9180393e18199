import type { Contact } from '../account/account.ts';
import { mailboxOf } from './mail-address.ts';
import { addressOf, emailOf } from './resolve-recipients.ts';

/** Where a channel finds the addresses of contacts. */
export interface AddressBook {
  /** The address as received, valid or not; empty if there is none. */
  said: (contact: Pick<Contact, 'attributes'>) => string;
  /** The address as the channel takes it; undefined if there is no deliverable one. */
  deliverable: (contact: Pick<Contact, 'attributes'>) => string | undefined;
  /** The canonical form: contacts with the same one share a mailbox, a phone. */
  canonical: (address: string) => string;
  /** Whether the address is known to be the contact's; undefined where nothing was said of it. */
  isVerified: (contact: Pick<Contact, 'attributes'>) => boolean | undefined;
}

export const mailAddresses: AddressBook = {
  said: emailOf,
  deliverable: addressOf,
  canonical: mailboxOf,
  isVerified: ({ attributes }) => {
    const verified = attributes.emailVerified?.value;
    return typeof verified === 'boolean' ? verified : undefined;
  },
};
