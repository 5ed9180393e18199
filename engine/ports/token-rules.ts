import type { JWTVerifyGetKey } from 'jose';

/** Rules that a token must meet. None is ever taken from the token itself. */
export interface TokenRules {
  /** The only one: a token that asks for another is refused, even with a valid signature. */
  algorithm: 'RS256' | 'ES256' | 'EdDSA' | 'HS256';
  issuer: string;
  audience: string;
  /** Finds the key by the token's `kid`: `keysById`, or a JWKS. */
  keys: JWTVerifyGetKey;
  /** How long after it was issued the token is taken, however late it expires. */
  maxAgeSeconds?: number;
  /** Thrown only for a valid token that is expired. */
  tellsAge?: true;
}
