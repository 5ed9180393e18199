import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../kernel/instant.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import { isRecent } from '../kernel/signed-time.ts';

/**
 * Slack signs `v0:<timestamp>:<raw body>` with the app's secret.
 * @param secrets several while one is rotated
 * @param clocks see `isRecent`
 * @throws RefusedRequest 401, the same for every fault
 */
export const mustBeOfSlack = (
  { body, timestamp, signature }: { body: Buffer; timestamp: string | undefined; signature: string | undefined },
  secrets: readonly string[],
  clocks: readonly Instant[],
): void => {
  const given = Buffer.from(signature ?? '');
  const isSigned = secrets.some(secret => {
    const expected = Buffer.from(
      `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`,
    );
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  if (isRecent(timestamp, clocks) && isSigned) return;
  throw new RefusedRequest('unauthorized', 'The signature is not Slack’s, or older than five minutes.', {
    status: 401,
  });
};
