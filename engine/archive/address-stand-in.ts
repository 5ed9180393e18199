import { addressDigest } from '../contacts/erased-address.ts';

/** What stands for an address where none may be kept: the same for the same mailbox, and it leads back to nobody without the secret. */
export const addressStandIn = (address: string, secret: string): string =>
  address === '' ? '' : `${addressDigest(address, secret).slice(0, 24)}@contact.invalid`;
