import { addressDigest } from '../contacts/mail-address.ts';

/** Pseudonym of an email address: a keyed hash (HMAC), stable for a mailbox and not reversible without the secret. */
export const addressStandIn = (address: string, secret: string): string =>
  address === '' ? '' : `${addressDigest(address, secret).slice(0, 24)}@contact.invalid`;
