import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keysById } from '../../engine/access/keys-by-id.ts';
import { verifyToken } from '../../engine/access/verify-token.ts';
import { remoteKeys } from '../../engine/adapters/aws/token-keys.ts';
import type { TokenRules } from '../../engine/ports/token-rules.ts';
import { startTestServer, type TestServer } from '../support/http-server.ts';

const now = '2026-03-02T09:00:00.000Z';
const seconds = Date.parse(now) / 1000;
const secret = 'a secret of thirty-two characters';
const rules: TokenRules = {
  algorithm: 'HS256',
  issuer: 'https://app.example',
  audience: 'daymark',
  keys: keysById({ old: 'the secret before, of many characters', new: secret }),
};
const good: JWTPayload = { iss: 'https://app.example', aud: 'daymark', sub: 'ada', exp: seconds + 600, iat: seconds };
const bytes = (text: string) => new TextEncoder().encode(text);
const signed = (claims: JWTPayload, header: object = {}, key = secret) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'new', ...header }).sign(bytes(key));
const verdict = (token: string, more: Partial<TokenRules> = {}, authorization = `Bearer ${token}`) =>
  verifyToken(authorization, { ...rules, ...more }, now).then(
    ({ sub }) => sub,
    (error: { status?: number; code?: string; message: string }) => [error.status, error.code, error.message],
  );
const refused = [401, 'unauthorized', 'Give a valid token as authorization: Bearer <token>.'];

describe('a token', () => {
  test('that was signed with a known key, for us, and in time, lets in', async () => {
    expect(await verdict(await signed(good))).toBe('ada');
    expect(await verdict(await signed(good, { kid: 'old' }, 'the secret before, of many characters'))).toBe('ada');
    expect(await verdict(await signed({ ...good, exp: seconds - 29 }))).toBe('ada');
  });

  const wrong: Record<string, () => Promise<string>> = {
    'has expired': () => signed({ ...good, exp: seconds - 31 }),
    'is not valid yet': () => signed({ ...good, nbf: seconds + 60 }),
    'never expires': () => signed({ ...good, exp: undefined }),
    'is of another issuer': () => signed({ ...good, iss: 'https://evil.example' }),
    'names no issuer': () => signed({ ...good, iss: undefined }),
    'is for another audience': () => signed({ ...good, aud: 'billing' }),
    'names no audience': () => signed({ ...good, aud: undefined }),
    'names nobody': () => signed({ ...good, sub: undefined }),
    'names the empty one': () => signed({ ...good, sub: '' }),
    'is signed with another key': () => signed(good, {}, 'a guess of thirty-two characters!'),
    'names no key': () => signed(good, { kid: undefined }),
    'names an unknown key': () => signed(good, { kid: 'newer' }),
    'names a key of every object': () => signed(good, { kid: 'constructor' }),
    'is of another algorithm': () =>
      new SignJWT(good).setProtectedHeader({ alg: 'HS512', kid: 'new' }).sign(bytes(secret.repeat(2))),
    'says that it needs no signature': async () =>
      `${btoa('{"alg":"none","kid":"new"}').replaceAll('=', '')}.${btoa(JSON.stringify(good)).replaceAll('=', '')}.`,
    'was changed': async () => {
      const [header, , signature] = (await signed(good)).split('.');
      return `${header}.${btoa(JSON.stringify({ ...good, sub: 'eve' })).replaceAll('=', '')}.${signature}`;
    },
    'is none': async () => 'a.b.c',
  };
  test.each(Object.keys(wrong))('that %s is refused, and is not told why', async name => {
    expect(await verdict((await wrong[name]?.()) ?? '')).toEqual(refused);
  });

  test('that was issued long ago is refused where it must be fresh, however late it expires', async () => {
    const stale = { ...good, iat: seconds - 4_000 };
    expect(await verdict(await signed(stale))).toBe('ada');
    expect(await verdict(await signed(stale), { maxAgeSeconds: 3_600 })).toEqual(refused);
    expect(await verdict(await signed({ ...good, iat: undefined }), { maxAgeSeconds: 3_600 })).toEqual(refused);
  });

  test('must come in its header', async () => {
    const token = await signed(good);
    for (const header of ['', token, `Basic ${token}`, `Bearer ${token} `, `Bearer  ${token}`, 'Bearer'])
      expect(await verdict('', {}, header)).toEqual(refused);
  });
});

describe('keys of an issuer', () => {
  let issuer: TestServer;
  let published: unknown[] = [];
  const key = async (kid: string) => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
  };
  const by = ({ kid, privateKey }: Awaited<ReturnType<typeof key>>) =>
    new SignJWT(good).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);

  beforeAll(async () => {
    issuer = await startTestServer();
    issuer.answer = response =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: published }));
  });
  afterAll(() => issuer.stop());

  test('are fetched once, and are found by their id after a rotation', async () => {
    const [first, second, forged] = await Promise.all([key('1'), key('2'), key('1')]);
    published = [first.jwk, second.jwk];
    const rs256 = { algorithm: 'RS256', keys: remoteKeys(issuer.url) } as const;
    expect(await verdict(await by(first), rs256)).toBe('ada');
    expect(await verdict(await by(second), rs256)).toBe('ada');
    expect(await verdict(await by(forged), rs256)).toEqual(refused);
    expect(await verdict(await by({ ...forged, kid: '3' }), rs256)).toEqual(refused);
    expect(issuer.received).toHaveLength(1);

    published = [second.jwk];
    const later = { ...rs256, keys: remoteKeys(issuer.url) };
    expect(await verdict(await by(first), later)).toEqual(refused);
    expect(await verdict(await by(second), later)).toBe('ada');
  });

  test('never serve as a shared secret', async () => {
    const { jwk } = await key('1');
    published = [jwk];
    const token = await new SignJWT(good)
      .setProtectedHeader({ alg: 'HS256', kid: '1' })
      .sign(bytes(JSON.stringify(jwk)));
    expect(await verdict(token, { algorithm: 'RS256', keys: remoteKeys(issuer.url) })).toEqual(refused);
  });

  test('that cannot be had are a fault of ours, not of the token', async () => {
    issuer.answer = response => response.writeHead(503).end();
    const [status] = await verdict(await by(await key('1')), { algorithm: 'RS256', keys: remoteKeys(issuer.url) });
    expect(status).toBeUndefined();
  });
});
