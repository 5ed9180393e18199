import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { plusSeconds } from '../kernel/instant.ts';

/** Issues CSM tokens in place of Cognito, with a key that lives as long as the process. */
export interface DevTokens {
  /** For DAYMARK_CSM_TOKENS. */
  settings: { issuer: string; audience: string; keysUrl: string };
  /** The JWKS. */
  keys: unknown;
  /** A token that expires after an hour, with the claims of Cognito's ID tokens. */
  sign(email: string, now: string, groups?: readonly string[]): Promise<string>;
}

export const createDevTokens = async (url: string): Promise<DevTokens> => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const settings = { issuer: `${url}/dev`, audience: 'daymark-csm', keysUrl: `${url}/dev/jwks.json` };
  return {
    settings,
    keys: { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }] },
    sign: (email, now, groups = []) =>
      new SignJWT({
        email,
        email_verified: true,
        token_use: 'id',
        ...(groups.length > 0 && { 'cognito:groups': groups }),
      })
        .setProtectedHeader({ alg: 'RS256', kid })
        .setSubject(email)
        .setIssuer(settings.issuer)
        .setAudience(settings.audience)
        .setIssuedAt(new Date(now))
        .setExpirationTime(new Date(plusSeconds(now, 3_600)))
        .sign(privateKey),
  };
};

const kid = 'dev';
