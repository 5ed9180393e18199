import { createHash, timingSafeEqual } from 'node:crypto';
import { RefusedRequest } from '../kernel/refused-request.ts';

/**
 * Checks HTTP Basic, `user:password`, in constant time: all accepted credentials are compared, by digests of equal
 * length.
 * @throws RefusedRequest
 */
export const verifyBasicAuth = (header: string | undefined, accepted: readonly string[]): void => {
  const [scheme, credentials] = (header ?? '').split(' ');
  const said = Buffer.from(credentials ?? '', 'base64').toString('utf8');
  const matches = accepted.filter(each => timingSafeEqual(digest(each), digest(said)));
  if (scheme?.toLowerCase() === 'basic' && matches.length > 0) return;
  throw new RefusedRequest('unauthorized', 'Give the user and the password that this webhook was set up with.', {
    status: 401,
  });
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
