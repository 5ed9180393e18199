import { createHmac } from 'node:crypto';
import { domainToASCII } from 'node:url';

/**
 * The address in the form that the mail service accepts, with its domain in Punycode; undefined if it would be
 * rejected. SES has no SMTPUTF8: the local part is 7-bit ASCII.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html
 */
export const deliverableAddress = (text: string): string | undefined => {
  const [, local = '', domain = ''] = /^(.+)@([^@]+)$/.exec(text.trim()) ?? [];
  const ascii = isAscii(domain) ? domain.toLowerCase() : domainToASCII(domain);
  if (local.length > 64 || !localPart.test(local)) return undefined;
  return ascii.length <= 253 && hostname.test(ascii) ? `${local}@${ascii}` : undefined;
};

/**
 * Canonical form of a mailbox. Domains ignore case. Local parts are case-sensitive in RFC 5321, but no mail system in
 * use distinguishes mailboxes by case, and a missed opt-out is worse than one mail too few.
 */
export const mailboxOf = (text: string): string => (deliverableAddress(text) ?? text.trim()).toLowerCase();

/** ASCII words separated by single dots. */
const localPart = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const hostname = /^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*$/;

const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);

/**
 * The record of an erased contact's address: a keyed hash, enough to recognize it when it is imported again. Without
 * the secret, addresses can't be checked against it by trial.
 */
export const addressDigest = (email: string, secret: string): string =>
  createHmac('sha256', secret)
    .update(`address:${mailboxOf(email)}`)
    .digest('base64url');

/** Digests by each of the secrets: the address may have been erased before the secret was replaced. */
export const addressDigests = (email: string, secrets: readonly string[]): string[] =>
  secrets.map(secret => addressDigest(email, secret));
