import type { JWTVerifyGetKey } from 'jose';

/** Rules that a token must meet, none of which comes from the token itself. */
export interface TokenRules {
  /** The only accepted algorithm: a token with another one is refused, even with a valid signature. */
  algorithm: 'RS256' | 'ES256' | 'EdDSA' | 'HS256';
  issuer: string;
  audience: string;
  /** Finds the key by the token's `kid`: `keysById`, or a JWKS. */
  keys: JWTVerifyGetKey;
  /** Maximum age of a token since it was issued, even if it expires later. */
  maxAgeSeconds?: number;
  /** Whether the error says that an otherwise valid token has expired. */
  tellsAge?: true;
}
