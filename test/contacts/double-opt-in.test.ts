import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contact } from '../../engine/account/account.ts';
import { erased } from '../../engine/account/former-contact.ts';
import { usageOf } from '../../engine/account/usage.ts';
import { emailChannel } from '../../engine/channels/email/manifest.ts';
import { applyChoices, askConsent } from '../../engine/contacts/apply-choices.ts';
import {
  type ConsentClaim,
  consentState,
  consentToken,
  readConsentToken,
} from '../../engine/contacts/consent-token.ts';
import { choicesOfConsent, choicesOfWish, confirmableTopics, topicStates } from '../../engine/contacts/preferences.ts';
import type { Topic } from '../../engine/definition/catalog.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { decideTouch } from '../../engine/sending/decide-touch.ts';
import type { EmailStep } from '../../engine/steps/email/step.ts';
import { anActiveEnrollment, anEmail, aTouch, somebody, now as start } from '../support/touch.ts';

const topics = { news: { doubleOptIn: true } as Topic, guidance: {} as Topic };
const confirmable = confirmableTopics(topics);
const said = { evidence: 'm1', policyVersion: 'v1' };
const ask = (contact: Contact, at: string): Contact =>
  askConsent(contact, { ...said, topics: ['news'], at })?.contact ?? contact;
const say = (contact: Contact, source: 'link' | 'import', words: Record<string, 'in' | 'out'>, at: string): Contact =>
  applyChoices(contact, { ...said, topics: words, source, at, confirmable })?.contact ?? contact;
const confirm = (contact: Contact, askedAt: string, at: string): Contact =>
  consentState(contact, { topic: 'news', askedAt }, at) === 'pending'
    ? say(contact, 'link', choicesOfConsent('news', contact, topics), at)
    : contact;

const snapshotOf = (contacts: readonly Contact[]) => ({
  account: 'acme',
  contacts,
  enrollments: [anActiveEnrollment()],
  tasks: [],
  usage: usageOf([]),
});

const questionOf = (contacts: readonly Contact[], step: EmailStep, now: string) => ({
  call: aTouch({ step, class: 'transactional' }),
  channel: emailChannel,
  snapshot: snapshotOf(contacts),
  enrollment: anActiveEnrollment(),
  switches: { everything: false, classes: new Set<never>(), journeys: new Set<never>(), closed: new Set<never>() },
  entry: 'go' as const,
  ledger: new Map(),
  now,
});

const isMailed = (contact: Contact, at: string): boolean => {
  const template = { id: 'news', hash: 'h1', class: 'marketing', topic: 'news', confirmedOnly: true } as const;
  const step = anEmail({ to: { roles: ['admin'] } });
  const [verdict] = decideTouch({
    ...questionOf([contact], step, at),
    call: aTouch({ step, template, class: 'marketing' }),
  });
  return verdict?.verdict === 'send';
};

type Happening = { after: number } & (
  | { is: 'ask' | 'unsubscribe' | 'leaveAll' | 'import' | 'erase' | 'tick' | 'untick' }
  | { is: 'confirm'; which: number }
);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    is: fc.constantFrom('ask', 'ask', 'unsubscribe', 'leaveAll', 'import', 'erase', 'tick', 'untick'),
    after: fc.nat(60),
  }),
  fc.record({ is: fc.constant('confirm' as const), which: fc.nat(5), after: fc.nat(60) }),
);

test('nothing of the topic goes out unless the contact said so by a link, after the last time it said otherwise', () => {
  let went = 0;
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 14 }), all => {
      let [contact, at] = [somebody('ada'), start as string];
      const requests: string[] = [];
      let isWanted = false;
      let isShut = false;
      for (const each of all) {
        at = plusSeconds(at, 1 + each.after * 3_600);
        if (each.is === 'ask') {
          contact = ask(contact, at);
          requests.push(at);
        } else if (each.is === 'confirm') {
          const askedAt = requests[each.which % Math.max(requests.length, 1)] ?? start;
          const before = contact;
          contact = confirm(contact, askedAt, at);
          if (contact !== before) isWanted = true;
        } else if (each.is === 'tick' || each.is === 'untick') {
          const wish = { kind: 'only', topics: each.is === 'tick' ? ['news', 'guidance'] : ['guidance'] } as const;
          contact = say(contact, 'link', choicesOfWish(wish, contact, topics), at);
          isWanted = each.is === 'tick';
        } else if (each.is === 'import') {
          contact = say(contact, 'import', { news: 'out' }, at);
          isShut = true;
        } else if (each.is === 'erase') {
          contact = { ...erased(contact, at), attributes: somebody('ada').attributes };
          isWanted = false;
        } else {
          contact = say(contact, 'link', { [each.is === 'leaveAll' ? '*' : 'news']: 'out' }, at);
          isWanted = false;
        }
        const goes = isMailed(contact, at);
        if (goes) went++;
        expect([all, goes && !(isWanted && !isShut)]).toEqual([all, false]);
      }
    }),
    { numRuns: 600 },
  );
  expect(went).toBeGreaterThan(100);
});

describe('a request', () => {
  const hours = (count: number) => plusSeconds(start, count * 3_600);
  const asked = ask(somebody('ada'), start);
  const state = (contact: Contact) => topicStates(contact, topics).map(each => each.state);

  test('is pending until it is confirmed, and keeps what proves both', () => {
    expect(state(somebody('ada'))).toEqual(['off', 'on']);
    expect(state(asked)).toEqual(['pending', 'on']);
    const confirmed = confirm(asked, start, hours(1));
    expect(state(confirmed)).toEqual(['on', 'on']);
    expect(confirmed.consents?.news).toEqual({ asked: { ...said, at: start }, confirmed: { ...said, at: hours(1) } });
    expect(erased(confirmed, hours(2))).toMatchObject({ choices: {} });
    expect(erased(confirmed, hours(2))).not.toHaveProperty('consents');
  });

  test('is made once a day, confirmed within 30 days, and only by its own link', () => {
    expect(ask(asked, hours(23))).toBe(asked);
    const again = ask(asked, hours(24));
    expect(consentState(again, { topic: 'news', askedAt: start }, hours(25))).toBe('lapsed');
    expect(consentState(again, { topic: 'news', askedAt: hours(24) }, hours(25))).toBe('pending');
    expect(consentState(asked, { topic: 'news', askedAt: start }, hours(30 * 24))).toBe('lapsed');
    const left = say(confirm(asked, start, hours(1)), 'link', { news: 'out' }, hours(2));
    expect(consentState(left, { topic: 'news', askedAt: start }, hours(3))).toBe('lapsed');
  });

  test('brings one topic back to who wanted none, and leaves the others off', () => {
    const none = say(somebody('ada'), 'link', { '*': 'out' }, hours(1));
    expect(state(confirm(ask(none, hours(2)), hours(2), hours(3)))).toEqual(['on', 'off']);
  });

  test('is signed: no other link reads as one', () => {
    const claim: ConsentClaim = { account: 'acme', contact: 'ada', topic: 'news', askedAt: start };
    const token = consentToken(claim, 'secret');
    expect(readConsentToken(token, ['other', 'secret'])).toEqual(claim);
    expect(readConsentToken(token, ['other'])).toBeUndefined();
    expect(readConsentToken(`${token}x`, ['secret'])).toBeUndefined();
  });
});

test('of the requests of a day three reach a mailbox, whoever they are for, each its own contact only', () => {
  const email = { email: 'victim@acme.example' };
  const at = (minute: number) => plusSeconds(start, minute * 60);
  const contacts = [0, 1, 2, 3].map(minute => ask(somebody(`c${minute}`, email), at(minute)));
  const outcomes = [0, 1, 2, 3, 24 * 60].map(minute => {
    const mine = `c${minute % (24 * 60)}`;
    const enrollment = anActiveEnrollment({
      trigger: { event: 'x', fields: { contact: mine, topic: 'news', askedAt: at(minute) } },
    });
    const asking = contacts.map(contact => (contact.id === mine ? ask(contact, at(minute)) : contact));
    const verdicts = decideTouch({
      ...questionOf(asking, anEmail({ to: { roles: 'everyone', who: 'asked' } }), at(minute)),
      snapshot: { ...snapshotOf(asking), enrollments: [enrollment] },
      enrollment,
    });
    return verdicts.map(each => `${each.to} ${each.verdict} ${'reason' in each ? each.reason : ''}`.trim());
  });
  // A day later three requests of others are still of that day.
  expect(outcomes).toEqual([['c0 send'], ['c1 send'], ['c2 send'], ['c3 skip capped'], ['c0 skip capped']]);
});
