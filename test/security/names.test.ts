import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, anEmail, aTouch, somebody, someProfile } from '../support/touch.ts';
import { aTemplate, touchWorld } from '../support/touch-world.ts';

const store = testStore();
let count = 0;

const template = aTemplate({
  subject: '{{ account.name | default: "a company" }}, from {{ contact.firstName | default: "you" }}',
  html: '<p title="{{ account.name | default: "a company" }}">{{ account.name | default: "a company" }} {{ contact.name | default: "you" }}</p><a href="{{ sender.appUrl }}">Go</a>',
  text: '{{ account.name | default: "a company" }} {{ contact.name | default: "you" }}',
});

/** The mail that an admin of that name, of a company of that name, gets. */
const mailTo = async (name: string, company = name) => {
  const account = `names-${++count}`;
  const world = touchWorld(store, account);
  world.templates.set('h1', template);
  await world.given([
    { kind: 'profile', profile: someProfile({ name: company }, { account }) },
    { kind: 'enroll', enrollment: anActiveEnrollment({ account }) },
    { kind: 'contact', contact: somebody('ada', { name }) },
  ]);
  await deliverTouch(aTouch({ account, step: anEmail({ thread: 'account' }) }), world.ports);
  const [mail] = world.mails;
  if (!mail) throw new Error('No mail was sent.');
  return mail;
};

const evil = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</p><a href="https://evil.example">Sign in</a>',
  '{{ contact.email }}',
  '{% for i in (1..100000000) %}x{% endfor %}',
  '{{ "x" | append: contact.email }}',
  'Win at https://evil.example/login now',
  'www.evil.example',
  'javascript:alert(1)',
  'Acme\r\nBcc: everybody@victim.example',
  'Acme\nContent-Type: text/html\n\n<b>hi</b>',
  'a\u0000b\u0007c\u202Egnp.exe\u200B',
  'x'.repeat(50_000),
];

describe('a name that somebody typed', () => {
  test.each(evil)('is text, and nothing else: %.60s', async name => {
    const { html, text, subject } = await mailTo(name);
    expect(html).not.toMatch(/<script|<img|onerror=alert\(1\)>|<b>/i);
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['https://app.tidewater.example']);
    for (const part of [html, text, subject]) {
      expect(part).not.toMatch(/https?:\/\/evil|(?<!\u2060)evil\.example|www\.evil/);
      expect(part).not.toContain('ada@acme.example');
      expect(part.length).toBeLessThan(2_000);
    }
  });
});

const notOneLine = /[\p{Cc}\u2028\u2029]/u;

test('no header, tag, address or subject can be broken by what anybody is called', { timeout: 120_000 }, async () => {
  const parts = fc.constantFrom('\r', '\n', '\r\n', '\0', '\u2028', '\u0085', 'Bcc: x@y.example', ':', '<', '>', ' ');
  const anyName = fc.array(fc.oneof(parts, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(anyName, async pieces => {
      const mail = await mailTo(pieces.join(''));
      expect(mail.subject).not.toMatch(notOneLine);
      for (const value of [mail.from, mail.to, ...Object.entries(mail.headers).flat()]) {
        expect(value).not.toMatch(notOneLine);
        expect(value).not.toContain('Bcc');
      }
      for (const value of Object.values(mail.tags)) expect(value).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
    }),
    { numRuns: 40 },
  );
});
