import { errors, type JWTVerifyGetKey } from 'jose';

/**
 * Shared secrets by `kid`. To rotate, add the new one, sign with it, and remove the old one once its last token has
 * expired.
 */
export const keysById = (secrets: Readonly<Record<string, string>>): JWTVerifyGetKey => {
  const keys = new Map(Object.entries(secrets).map(([id, secret]) => [id, new TextEncoder().encode(secret)]));
  return async ({ kid }) => {
    const key = keys.get(kid ?? '');
    if (key) return key;
    throw new errors.JWKSNoMatchingKey();
  };
};
