import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Contact } from '../../engine/account/account.ts';
import { optedOut } from '../../engine/account/consent.ts';
import { usageOf } from '../../engine/account/usage.ts';
import { channels } from '../../engine/channels/channels.ts';
import { mailboxOf } from '../../engine/contacts/mail-address.ts';
import { addressOf, emailOf } from '../../engine/contacts/resolve-recipients.ts';
import { messageClasses } from '../../engine/definition/policy.ts';
import { decideTouch, type Verdict } from '../../engine/sending/decide-touch.ts';
import { frequencyCap } from '../../engine/sending/frequency-cap.ts';
import { anActiveEnrollment, anEmail, aPolicy, aTouch, now, optedOutOf, somebody } from '../support/touch.ts';

/** Few mailboxes in many spellings, so that contacts meet there. */
const email = fc.constantFrom(
  'ada@acme.example',
  'Ada@Acme.example',
  ' ADA@acme.example',
  'bo@bücher.example',
  'bo@xn--bcher-kva.example',
  'cy@acme.example',
  'jürgen@acme.example',
  '',
);
const send = fc.record({
  delivery: fc.constantFrom('x1', 'x2', 'x3'),
  class: fc.constantFrom(...messageClasses),
  at: fc.constantFrom('2026-03-09T09:00:00.000Z', '2026-03-04T09:00:00.000Z', '2026-02-01T09:00:00.000Z'),
});
const contact = fc.record({
  email,
  role: fc.constantFrom('admin', 'billing', 'member'),
  verified: fc.constantFrom(true, false, undefined),
  out: fc.constantFrom('', '', '', '*', 'product-guidance', 'news'),
  suppressed: fc.option(
    fc.record({ email, classes: fc.constantFrom(messageClasses, ['lifecycle', 'marketing'] as const) }),
    { freq: 6 },
  ),
  sends: fc.array(send, { maxLength: 2 }),
});
const contacts = fc.array(contact, { maxLength: 8 }).map(all =>
  all.map(
    (each, index): Contact =>
      somebody(
        `c${index}`,
        {
          email: each.email,
          role: each.role,
          ...(each.verified === undefined ? {} : { emailVerified: each.verified }),
        },
        {
          choices: each.out === '' ? {} : optedOutOf(each.out),
          recentSends: each.sends,
          ...(each.suppressed && { suppression: { ...each.suppressed, reason: 'bounced', at: now } }),
        },
      ),
  ),
);

const frequencyCaps = [
  { classes: ['lifecycle', 'marketing'], atMost: 2, withinDays: 7, onCapped: 'hold' },
  { classes: ['marketing'], atMost: 1, withinDays: 30, onCapped: 'skip' },
] as const;
const policy = aPolicy({ frequencyCaps });

const boxOf = (each: Contact): string => mailboxOf(addressOf(each) ?? '');

test('each mailbox gets a touch once, if at all; any opt-out or suppression at it wins, and its cap counts all that came there', () => {
  const audience = fc.constantFrom(
    { roles: ['admin'] },
    { roles: ['admin', 'billing'] },
    { roles: 'everyone' as const },
  );
  const told = { mailboxes: 0, without: 0 };
  fc.assert(
    fc.property(contacts, fc.constantFrom(...messageClasses), audience, (all, messageClass, to) => {
      const call = aTouch({ class: messageClass, policy, step: anEmail({ to }) });
      const snapshot = { account: 'acme', contacts: all, enrollments: [], tasks: [], usage: usageOf([]) };
      const switches = {
        everything: false,
        classes: new Set<never>(),
        journeys: new Set(''),
        closed: new Set<never>(),
      };
      const enrollment = anActiveEnrollment();
      const verdicts = decideTouch({
        call,
        channel: channels.email,
        snapshot,
        switches,
        now,
        entry: 'go',
        enrollment,
        ledger: new Map(),
      });
      const asked = verdicts.flatMap(({ contact }) => contact ?? []);
      for (const mailbox of new Set(all.filter(each => addressOf(each)).map(boxOf))) {
        const there = all.filter(each => boxOf(each) === mailbox);
        const isBarred =
          all.some(
            ({ suppression }) =>
              suppression && mailboxOf(suppression.email) === mailbox && suppression.classes.includes(messageClass),
          ) || there.some(each => optedOut(each, messageClass, 'product-guidance'));
        const sends = there.flatMap(({ recentSends }) => recentSends);
        const recipients = asked.filter(each => boxOf(each) === mailbox);
        const mayBeStranger =
          messageClass !== 'transactional' && recipients.every(each => each.attributes.emailVerified?.value === false);
        const mayGo =
          recipients.length > 0 &&
          !isBarred &&
          !mayBeStranger &&
          frequencyCap(frequencyCaps, messageClass, sends, now) === 'room';
        const sent = verdicts.filter(
          each => each.verdict === 'send' && each.contact && boxOf(each.contact) === mailbox,
        );
        expect([mailbox, sent.length]).toEqual([mailbox, mayGo ? 1 : 0]);
        told.mailboxes++;
      }
      for (const each of verdicts) {
        if (!each.contact || addressOf(each.contact)) continue;
        expect(withoutMail(each)).toBe(true);
        told.without++;
      }
    }),
    { numRuns: 500 },
  );
  expect(Math.min(told.mailboxes, told.without)).toBeGreaterThan(0);
});

/** Failed for a text that is no address, skipped without any. */
const withoutMail = (each: Verdict): boolean =>
  each.verdict === 'fail'
    ? each.contact !== undefined && emailOf(each.contact) !== ''
    : each.verdict === 'skip' && ['no-recipient', 'unsubscribed'].includes(each.reason);

const verdictsOf = (all: Contact[], ledger = new Map()) =>
  decideTouch({
    call: aTouch({ policy }),
    channel: channels.email,
    snapshot: { account: 'acme', contacts: all, enrollments: [], tasks: [], usage: usageOf([]) },
    switches: { everything: false, classes: new Set(), journeys: new Set(), closed: new Set() },
    now,
    entry: 'go',
    enrollment: anActiveEnrollment(),
    ledger,
  });
const inShort = (verdicts: Verdict[]) =>
  verdicts.map(each => `${each.to} ${each.verdict}${'reason' in each ? ` ${each.reason}` : ''}`);

test('the copy goes to the contact whose address is verified: a stranger gets nobody else’s words about them', () => {
  const stranger = somebody('a', { email: 'bo@acme.example', emailVerified: false });
  const owner = somebody('b', { email: 'BO@acme.example', emailVerified: true });
  const somebodyElse = somebody('c', { email: 'Bo@acme.example' });
  expect(inShort(verdictsOf([stranger, owner, somebodyElse]))).toEqual([
    'a skip same-mailbox',
    'b send',
    'c skip same-mailbox',
  ]);
  expect(inShort(verdictsOf([stranger, somebodyElse]))).toEqual(['a skip same-mailbox', 'c send']);
});

test('who has the copy already is the only one, whoever comes to the mailbox later', () => {
  const [had] = verdictsOf([somebody('z', { email: 'bo@acme.example' })]);
  if (!had) throw new Error('nobody was asked');
  const sent = { id: had.delivery, contact: 'z', state: 'accepted', attempts: 1, claimedAt: now, facts: {} };
  const all = [somebody('a', { email: 'Bo@acme.example' }), somebody('z', { email: 'bo@acme.example' })];
  expect(inShort(verdictsOf(all, new Map([[had.delivery, sent]])))).toEqual(['a skip same-mailbox', 'z done']);
});
