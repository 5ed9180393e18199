import { createHmac } from 'node:crypto';
import { mailboxOf } from './mail-address.ts';

/**
 * What is kept of the address of a person who was erased: enough to know it again when it is imported once more, and
 * nothing to read it from. Without the secret nobody can try addresses against it.
 */
export const addressDigest = (email: string, secret: string): string =>
  createHmac('sha256', secret)
    .update(`address:${mailboxOf(email)}`)
    .digest('base64url');

/** By any of the secrets: the address may have been erased before the secret was replaced. */
export const addressDigests = (email: string, secrets: readonly string[]): string[] =>
  secrets.map(secret => addressDigest(email, secret));
