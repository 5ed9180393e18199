import { createHash } from 'node:crypto';
import type { Delivery } from '../account/delivery.ts';
import { type Instant, plusSeconds, type Second } from '../kernel/instant.ts';
import { ceilSecond } from './frequency-cap.ts';

/**
 * Attempts of a post while its receiver is busy or down, over six to nine hours. Each is up to four requests within
 * seconds.
 */
export const maxPostAttempts = 24;

const firstPauseSeconds = 15;
const longestPauseSeconds = 30 * 60;
const longestWishSeconds = 60 * 60;

/**
 * When to retry a post; undefined after the last attempt. Pauses double up to half an hour and vary by up to a half, so
 * that many deliveries to one busy receiver spread out. A longer wait that the receiver asks for is respected up to an
 * hour.
 */
export const retryPostAt = (
  { id, claims = 1 }: Pick<Delivery, 'id' | 'claims'>,
  retryAfterSeconds: number,
  now: Instant,
): Second | undefined => {
  if (claims >= maxPostAttempts) return undefined;
  const pause =
    Math.min(firstPauseSeconds * 2 ** (claims - 1), longestPauseSeconds) * (1 - shareOf(`${id} ${claims}`) / 2);
  return ceilSecond(plusSeconds(now, Math.max(pause, Math.min(retryAfterSeconds, longestWishSeconds))));
};

/** A pseudorandom number from 0 to 1, the same for the same attempt. */
const shareOf = (name: string): number => createHash('sha256').update(name).digest().readUInt32BE() / 2 ** 32;
