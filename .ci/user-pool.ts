import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { plusSeconds } from '../engine/kernel/instant.ts';
import { listen } from '../engine/local/listen.ts';

/** In the place of Cognito: a user pool with one key, and the tokens that it signs. */
export const startUserPool = async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'pool', alg: 'RS256', use: 'sig' }] };
  const server = createServer((_, response) => response.end(JSON.stringify(keys)));
  const issuer = await listen(server, 0);
  return {
    issuer,
    token: (email: string, audience: string, now: string) =>
      new SignJWT({ email, email_verified: true, token_use: 'id' })
        .setProtectedHeader({ alg: 'RS256', kid: 'pool' })
        .setSubject(email)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(new Date(now))
        .setExpirationTime(new Date(plusSeconds(now, 3_600)))
        .sign(privateKey),
    stop: () => server.close(),
  };
};

export type UserPool = Awaited<ReturnType<typeof startUserPool>>;
