import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../kernel/instant.ts';
import { isRecent } from '../kernel/signed-time.ts';
import type { WebhookRequest } from './webhook-request.ts';
import { badSignature } from './webhook-signature.ts';

/**
 * Signature scheme of a connector with the signature in a header of its own, and the time in another header or nowhere.
 */
export interface HeaderSigning {
  header: string;
  /** Prefix of the signature in the header. */
  prefix?: string;
  hash: 'sha1' | 'sha256';
  encoding: 'hex' | 'base64';
  /** The header with the time: an instant, or milliseconds since 1970. */
  time?: string;
  /** The signed parts, in order. */
  signed: readonly ('method' | 'url' | 'body' | 'time')[];
  /** Prefix of its secrets. */
  secretPrefix: string;
}

/** @param clocks see `isRecent` @throws RefusedRequest */
export const verifyHeader = (
  scheme: HeaderSigning,
  request: WebhookRequest,
  secrets: readonly string[],
  clocks: readonly Instant[],
): void => {
  const { header, prefix = '', encoding, time } = scheme;
  const said = request.header(header.toLowerCase()) ?? '';
  if (!said.startsWith(prefix) || said.length === prefix.length) throw badSignature(`the ${header} header is missing`);
  const at = time === undefined ? '' : (request.header(time.toLowerCase()) ?? '');
  if (time !== undefined && !isRecent(secondsOf(at), clocks))
    throw badSignature('its time is more than 300 seconds away from now');
  const signature = Buffer.from(said.slice(prefix.length), encoding);
  const isSame = (each: Buffer) => each.length === signature.length && timingSafeEqual(each, signature);
  if (!secrets.map(secret => digest(scheme, request, at, secret)).some(isSame))
    throw badSignature('it matches none of the secrets');
};

/** The headers of a request as the connector signs it. */
export const signedHeaders = (
  scheme: HeaderSigning,
  request: Pick<WebhookRequest, 'body' | 'url'>,
  secret: string,
  now: Instant,
): Record<string, string> => {
  const { header, prefix = '', encoding, time } = scheme;
  return {
    ...(time !== undefined && { [time.toLowerCase()]: now }),
    [header.toLowerCase()]: prefix + digest(scheme, request, now, secret).toString(encoding),
  };
};

const secondsOf = (said: string): string =>
  String(Math.floor((/^\d{1,15}$/.test(said) ? Number(said) : Date.parse(said)) / 1_000));

const digest = (
  { hash, signed }: HeaderSigning,
  { body, url }: Pick<WebhookRequest, 'body' | 'url'>,
  time: string,
  secret: string,
): Buffer => {
  const parts = { method: 'POST', url, body, time };
  const hmac = createHmac(hash, secret);
  for (const part of signed) hmac.update(parts[part]);
  return hmac.digest();
};
