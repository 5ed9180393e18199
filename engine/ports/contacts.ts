import type { Contact } from '../account/account.ts';
import type { ConsentRecord } from '../account/consent.ts';

/** Single people of an account. Strongly consistent, but for `atAddress`. */
export interface Contacts {
  find(account: string, contact: string): Promise<Contact | undefined>;
  /** As `find`, but also the tombstone of an erased one. */
  findOrRemains(account: string, contact: string): Promise<Contact | undefined>;
  /** Was a person erased whose address has one of these digests? */
  isAddressErased(digests: readonly string[]): Promise<boolean>;
  /** Contacts with the address, of all accounts, written since addresses are indexed, in order of account. Eventually consistent. */
  atAddress(address: string): Promise<{ account: string; contact: string }[]>;
  /** The contact's part of the consent ledger, in order of time. */
  consents(account: string, contact: string): Promise<ConsentRecord[]>;
}
