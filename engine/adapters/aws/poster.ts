import { createHmac } from 'node:crypto';
import type { Instant } from '../../kernel/instant.ts';
import { type Poster, PostRefused } from '../../ports/poster.ts';
import { attemptHttp, type HttpAttempts, mustBeTaken } from './http-attempts.ts';
import type { Destinations } from './settings.ts';

/** @throws PostRefused if the destination is not configured */
export const destinationOf = (
  destinations: Destinations,
  kind: 'slack' | 'webhook',
  name: string,
): { url: string; secret?: string } => {
  const known: Readonly<Record<string, { url: string; secret?: string }>> = destinations[kind];
  const destination = Object.hasOwn(known, name) ? known[name] : undefined;
  if (destination) return destination;
  throw new PostRefused(`No ${kind} "${name}": add it to DAYMARK_DESTINATIONS.`);
};

/**
 * Slack's incoming webhooks, and the user's own webhooks, whose receiver checks
 * `daymark-signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">` and drops a repeated `idempotency-key`.
 * Addresses are credentials: no error names them.
 */
export const httpsPoster = (destinations: Destinations, attempts: HttpAttempts): Poster => ({
  post: async ({ kind, name }, body, idempotencyKey) => {
    const { url, secret } = destinationOf(destinations, kind, name);
    const text = JSON.stringify(body);
    const request = () => ({
      url,
      method: 'POST' as const,
      body: text,
      headers: {
        'content-type': 'application/json',
        ...(secret && {
          'idempotency-key': idempotencyKey,
          'daymark-signature': signature(secret, text, attempts.clock.now()),
        }),
      },
    });
    mustBeTaken(await attemptHttp(request, secret !== undefined, attempts), `The ${kind} "${name}"`);
  },
});

const signature = (secret: string, body: string, now: Instant): string => {
  const t = Math.floor(Date.parse(now) / 1_000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
};
