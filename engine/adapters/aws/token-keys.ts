import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

/**
 * The public keys of an issuer, by `kid`. They are kept for ten minutes, and fetched anew at most every half minute when a
 * token names one that is not among them: so a rotated key is found at once, and forged ones cost the issuer nothing.
 */
export const remoteKeys = (url: string): JWTVerifyGetKey =>
  createRemoteJWKSet(new URL(url), { timeoutDuration: 3_000, cooldownDuration: 30_000, cacheMaxAge: 600_000 });
