import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../kernel/instant.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import { isRecent } from '../kernel/signed-time.ts';

/** How a processor signs: an HMAC-SHA256, in hex, of the time, the joint and the raw body. */
export interface SigningScheme {
  header: string;
  /** Between the header's pairs of name and value. */
  separator: string;
  /** Name of the seconds since 1970, and of each signature. */
  time: string;
  signature: string;
  joint: string;
  /** How its secrets begin. */
  secretPrefix: string;
}

/**
 * Checks a signature over the raw body. During a rotation there are several signatures, several secrets, or both; one
 * match is enough.
 * @param clocks see `isRecent`
 * @throws RefusedRequest
 */
export const verifySignature = (
  scheme: SigningScheme,
  body: Buffer,
  header: string | undefined,
  secrets: readonly string[],
  clocks: readonly Instant[],
): void => {
  const { time, signatures } = parse(scheme, header ?? '');
  if (time === undefined || signatures.length === 0)
    throw badSignature(`the ${scheme.header} header is missing or has no ${scheme.time} and ${scheme.signature}`);
  if (!isRecent(time, clocks)) throw badSignature('its time is more than 300 seconds away from now');
  const expected = secrets.map(secret => digest(secret, scheme, time, body));
  if (!signatures.some(signature => expected.some(each => same(each, signature)))) {
    throw badSignature('it matches none of the secrets');
  }
};

/** The header of a request as the processor signs it. */
export const signatureOf = (scheme: SigningScheme, secret: string, body: string, now: Instant): string => {
  const time = String(Math.floor(Date.parse(now) / 1000));
  const signature = digest(secret, scheme, time, Buffer.from(body)).toString('hex');
  return `${scheme.time}=${time}${scheme.separator}${scheme.signature}=${signature}`;
};

const digest = (secret: string, { joint }: SigningScheme, time: string, body: Buffer): Buffer =>
  createHmac('sha256', secret)
    .update(time + joint)
    .update(body)
    .digest();

const parse = (scheme: SigningScheme, header: string): { time?: string; signatures: Buffer[] } => {
  const pairs = header.split(scheme.separator).map(pair => pair.trim().split('='));
  const time = pairs.find(([name, value]) => name === scheme.time && /^\d{1,12}$/.test(value ?? ''))?.[1];
  const signatures = pairs.flatMap(([name, value]) =>
    name === scheme.signature && value ? [Buffer.from(value, 'hex')] : [],
  );
  return { ...(time !== undefined && { time }), signatures };
};

const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

export const badSignature = (why: string): RefusedRequest =>
  new RefusedRequest('bad_signature', `The signature is not accepted: ${why}.`);
