import type { Contact } from '../account/account.ts';
import type { ConsentRecord } from '../account/consent.ts';

/** The people of an account. */
export interface ContactStore {
  contact(account: string, contact: string): Promise<Contact | undefined>;
  /** As `contact`, but also what is left of one who was erased. */
  contactOrRemains(account: string, contact: string): Promise<Contact | undefined>;
  /** Was a person erased whose address has one of these digests? */
  isAddressErased(digests: readonly string[]): Promise<boolean>;
  /** Who has the address, in whatever account: those written since addresses are placed. Eventually consistent. */
  contactsAt(address: string): Promise<{ account: string; contact: string }[]>;
  /** The contact's part of the consent ledger, in order of time. */
  consents(account: string, contact: string): Promise<ConsentRecord[]>;
}
