import { signPromptToken } from 'daymark/tokens';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { expect, test } from 'vitest';

test('a token names user, account and roles, and ends after ten minutes', async () => {
  const signer = { issuer: 'app', audience: 'daymark', kid: 'k1', secret: 'a secret of thirty-two characters' };
  const at = new Date('2026-03-01T10:00:00Z');
  const token = await signPromptToken({ account: 'acme', user: 'ada', roles: ['billing'] }, signer, { at });
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', kid: 'k1' });
  expect(decodeJwt(token)).toEqual({
    iss: 'app',
    aud: 'daymark',
    sub: 'ada',
    acct: 'acme',
    roles: ['billing'],
    iat: at.getTime() / 1000,
    exp: at.getTime() / 1000 + 600,
  });
});
