import type { Contact } from '../account/account.ts';
import type { ConsentRecord } from '../account/consent.ts';

/** Single people of an account. Strongly consistent, except `atAddress`. */
export interface Contacts {
  find(account: string, contact: string): Promise<Contact | undefined>;
  /** As `find`, but also the tombstone of an erased one. */
  findOrRemains(account: string, contact: string): Promise<Contact | undefined>;
  /** Whether a person with one of these address digests was erased. */
  isAddressErased(digests: readonly string[]): Promise<boolean>;
  /**
   * Contacts with the address in all accounts, ordered by account. Eventually consistent; only indexed contacts are
   * found.
   */
  atAddress(address: string): Promise<{ account: string; contact: string }[]>;
  /** The contact's lines of the consent ledger, ordered by time. */
  consents(account: string, contact: string): Promise<ConsentRecord[]>;
}
