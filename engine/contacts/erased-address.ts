import { createHmac } from 'node:crypto';
import { mailboxOf } from './mail-address.ts';

/**
 * The record of an erased contact's address: a keyed hash, enough to recognize it when it is imported again. Without the
 * secret, addresses cannot be tried against it.
 */
export const addressDigest = (email: string, secret: string): string =>
  createHmac('sha256', secret)
    .update(`address:${mailboxOf(email)}`)
    .digest('base64url');

/** By any of the secrets: the address may have been erased before the secret was replaced. */
export const addressDigests = (email: string, secrets: readonly string[]): string[] =>
  secrets.map(secret => addressDigest(email, secret));
