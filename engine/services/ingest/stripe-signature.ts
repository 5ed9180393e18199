import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../domain/instant.ts';
import { RefusedRequest } from './refused-request.ts';

/** Older signatures may be replays, newer ones come from a clock that is wrong. */
const toleranceSeconds = 300;

/**
 * Checks `Stripe-Signature: t=<seconds>,v1=<hex>[,v1=<hex>]`, an HMAC-SHA256 of `<t>.<raw body>`. During a rotation there
 * are several signatures, several secrets, or both; one match is enough.
 * @see https://docs.stripe.com/webhooks#verify-manually
 * @throws RefusedRequest
 */
export const verifyStripeSignature = (
  body: Buffer,
  header: string | undefined,
  secrets: readonly string[],
  now: Instant,
): void => {
  const { time, signatures } = parse(header ?? '');
  if (time === undefined || signatures.length === 0)
    throw refused('the Stripe-Signature header is missing or has no t and v1');
  if (Math.abs(Date.parse(now) / 1000 - Number(time)) > toleranceSeconds) {
    throw refused(`its time is more than ${toleranceSeconds} seconds away from now`);
  }
  const expected = secrets.map(secret => createHmac('sha256', secret).update(`${time}.`).update(body).digest());
  if (!signatures.some(signature => expected.some(each => same(each, signature)))) {
    throw refused('it matches none of the secrets');
  }
};

const parse = (header: string): { time?: string; signatures: Buffer[] } => {
  const pairs = header.split(',').map(pair => pair.trim().split('='));
  const time = pairs.find(([name, value]) => name === 't' && /^\d{1,12}$/.test(value ?? ''))?.[1];
  const signatures = pairs.flatMap(([name, value]) => (name === 'v1' && value ? [Buffer.from(value, 'hex')] : []));
  return { ...(time !== undefined && { time }), signatures };
};

const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

const refused = (why: string): RefusedRequest =>
  new RefusedRequest('bad_signature', `The signature is not accepted: ${why}.`);
