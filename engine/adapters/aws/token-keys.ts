import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

/**
 * The public keys of an issuer, by `kid`. They are cached for ten minutes. A token with an unknown `kid` fetches them
 * again, at most every half minute: a rotated key is found at once, and forged tokens do not load the issuer.
 */
export const remoteKeys = (url: string): JWTVerifyGetKey =>
  createRemoteJWKSet(new URL(url), { timeoutDuration: 3_000, cooldownDuration: 30_000, cacheMaxAge: 600_000 });
