import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { RefusedRequest } from '../kernel/refused-request.ts';
import type { WebhookRequest } from './webhook-request.ts';

/**
 * Authenticates a webhook: by the HMAC-SHA1 of the raw body in `x-signature`, as Segment sends it, or by the secret itself as a
 * bearer token. Returns the secret that matched.
 * @see https://segment.com/docs/connections/destinations/catalog/actions-webhook/
 * @throws RefusedRequest 401
 */
export const verifyWebhook = (
  { body, header }: Pick<WebhookRequest, 'body' | 'header'>,
  secrets: readonly string[],
): string => {
  const signature = Buffer.from(header('x-signature') ?? '', 'hex');
  const bearer = /^bearer (.+)$/i.exec(header('authorization') ?? '')?.[1] ?? '';
  const [found] = secrets.filter(secret => {
    const isSigned = same(createHmac('sha1', secret).update(body).digest(), signature);
    return same(digest(secret), digest(bearer)) || isSigned;
  });
  if (found !== undefined) return found;
  throw new RefusedRequest(
    'unauthorized',
    'Sign the body with the secret of webhooks (x-signature, HMAC-SHA1 in hex), or give it as authorization: Bearer <secret>.',
    { status: 401 },
  );
};

const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
