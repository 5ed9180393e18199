import { generateKeyPair, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { keysById } from '../../engine/access/keys-by-id.ts';
import { verifyToken } from '../../engine/access/verify-token.ts';
import { choicesOfWish } from '../../engine/contacts/preferences.ts';
import { readSurveyToken, surveyToken } from '../../engine/contacts/survey-token.ts';
import { readUnsubscribeToken, unsubscribeToken } from '../../engine/contacts/unsubscribe-token.ts';
import type { TokenRules } from '../../engine/ports/token-rules.ts';
import { somebody } from '../support/touch.ts';

// Expiry, issuer, audience, key ids, `none` and altered payloads: test/access/verify-token.test.ts.
const now = '2026-03-02T09:00:00.000Z';
const secret = 'a secret of thirty-two characters';
const claim = { account: 'acme', contact: 'ada', delivery: 'd1' };
const claims = { iss: 'app', aud: 'daymark', sub: 'ada', exp: Date.parse(now) / 1000 + 600 };
const isLetIn = (token: string, rules: TokenRules) =>
  verifyToken(`Bearer ${token}`, rules, now).then(
    () => true,
    () => false,
  );

test('a token is read by the one algorithm that is configured, whatever its header says', async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const shared: TokenRules = { algorithm: 'HS256', issuer: 'app', audience: 'daymark', keys: keysById({ k: secret }) };
  const own: TokenRules = { ...shared, algorithm: 'RS256', keys: async () => publicKey };
  const byRsa = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(privateKey);
  const byHmac = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', kid: 'k' })
    .sign(new TextEncoder().encode(secret));
  const bare = `${btoa('{"alg":"none","kid":"k"}')}.${btoa(JSON.stringify(claims))}.`.replaceAll('=', '');

  expect(await isLetIn(byRsa, own)).toBe(true);
  expect(await isLetIn(byHmac, shared)).toBe(true);
  expect(await isLetIn(byHmac, own)).toBe(false);
  expect(await isLetIn(byRsa, shared)).toBe(false);
  for (const rules of [own, shared]) expect(await isLetIn(bare, rules)).toBe(false);
});

test('a link is good for what it was made for, and for nothing else', () => {
  const unsubscribe = unsubscribeToken({ ...claim, topic: 'news' }, secret);
  const survey = surveyToken({ ...claim, survey: 'nps' }, secret);
  expect(readSurveyToken(unsubscribe, [secret])).toBeUndefined();
  expect(readUnsubscribeToken(survey, [secret])).toBeUndefined();
  expect(readUnsubscribeToken(unsubscribe, [secret])).toEqual({ ...claim, topic: 'news' });
});

test('a link works while its secret is in the list, and no longer', () => {
  const link = unsubscribeToken({ ...claim, topic: 'news' }, secret);
  expect(readUnsubscribeToken(link, ['the new secret', secret])).toBeDefined();
  expect(readUnsubscribeToken(link, ['the new secret'])).toBeUndefined();
});

test('a forwarded link opts nobody in to what was opted out of elsewhere', () => {
  const topics = { news: { class: 'marketing', title: { en: 'News' }, description: { en: '.' } } } as const;
  const out = { status: 'out', at: now } as const;
  for (const source of ['import', 'complaint'] as const) {
    const contact = somebody('ada', {}, { choices: { news: { [source]: out } } });
    expect(choicesOfWish({ kind: 'only', topics: ['news'] }, contact, topics)).toEqual({ '*': 'out' });
  }
});
