import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountSnapshot, Contact } from '../../engine/account/account.ts';
import { erased } from '../../engine/account/former-contact.ts';
import { newReader } from '../../engine/account/prompt-reader.ts';
import { usageOf } from '../../engine/account/usage.ts';
import type { Channel } from '../../engine/channels/channel.ts';
import { channels } from '../../engine/channels/channels.ts';
import { type MessageClass, messageClasses } from '../../engine/definition/policy.ts';
import { precedenceOf } from '../../engine/definition/precedence.ts';
import type { TouchStep } from '../../engine/definition/step.ts';
import { hiddenAs } from '../../engine/prompts/choose-prompts.ts';
import { decideTouch } from '../../engine/sending/decide-touch.ts';
import { deliveryId } from '../../engine/sending/delivery-id.ts';
import { contactGates, touchGates } from '../../engine/sending/send-gate.ts';
import { anSms, sms } from '../additions/sms/manifest.ts';
import { aDelivery, aPrompt, aTask } from '../conformance/records.ts';
import { anActiveEnrollment, anEmail, aPolicy, aTouch, optedOutOf, somebody, someProfile } from '../support/touch.ts';

const day = '2026-03-10T09:00:00.000Z';
const yesterday = '2026-03-09T09:00:00.000Z';
const night = '2026-03-10T23:30:00.000Z';
const to = { roles: ['admin'] };
/** A touch by each channel, a made-up one among them that the engine does not know. */
const steps = {
  email: anEmail({ to }),
  prompt: { kind: 'prompt', id: 'tour', template: 'tour', to, data: {} },
  slack: { kind: 'slack', id: 'tell', channel: 'csm', text: 'Look' },
  webhook: { kind: 'webhook', id: 'hook', endpoint: 'crm', data: {} },
  sms: anSms({ to }),
} satisfies Record<string, TouchStep>;
const all: Readonly<Record<keyof typeof steps, Channel>> = { ...channels, sms };

/** Addresses of each channel that has them: one contact's, the same in the spelling of another, one that is refused. */
const addresses = {
  email: { good: 'ada@acme.example', again: 'Ada@Acme.example', refused: 'jürgen@acme.example', none: '' },
  phone: { good: '+49 151 2345678', again: '+491512345678', refused: '0151', none: '' },
};

/** Reasons against a touch, each rare, so that many touches go. */
const rare = fc.integer({ min: 0, max: 7 }).map(drawn => drawn === 7);
const state = fc.record({
  channel: fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])),
  class: fc.constantFrom(...messageClasses),
  entry: fc.constantFrom('go', 'go', 'go', 'exited', 'condition', 'moved'),
  cause: fc.constantFrom('calendar', 'event'),
  isNight: rare,
  switched: fc.constantFrom('none', 'none', 'none', 'everything', 'class', 'journey', 'unknown'),
  isLeftOut: rare,
  isAccountPaused: rare,
  hasRiskTask: rare,
  isHeldByOther: rare,
  isOut: rare,
  isSuppressed: rare,
  verified: fc.constantFrom(undefined, undefined, true, false),
  verifiedOnly: rare,
  isCapped: rare,
  /** A contact without an address counts for the account's cap only. */
  isAccountCapped: rare,
  gone: fc.constantFrom('no', 'no', 'no', 'removed', 'erased'),
  address: fc.constantFrom('good', 'good', 'good', 'refused', 'none'),
  /** Another contact at the same address, or an earlier try of this one whose outcome is unknown. */
  beside: fc.constantFrom('nothing', 'nothing', 'twin', 'begun'),
});
type State = typeof state extends fc.Arbitrary<infer Of> ? Of : never;

const bySms = ({ channel }: State): boolean => channel === 'sms';
const isVerified = (of: State, verified = of.verified) =>
  verified === undefined ? {} : { [bySms(of) ? 'phoneVerified' : 'emailVerified']: verified };
const addressed = (of: State, spelling: keyof typeof addresses.email): Record<string, string> =>
  bySms(of) ? { phone: addresses.phone[spelling] } : { email: addresses.email[spelling] };

const earlier = (messageClass: MessageClass) => [
  { delivery: 'x', class: messageClass, at: '2026-03-09T09:00:00.000Z' },
];
const contactsOf = (of: State): Contact[] => {
  const ada = somebody(
    'ada',
    { ...addressed(of, of.address), ...isVerified(of) },
    {
      choices: of.isOut ? optedOutOf('product-guidance') : {},
      recentSends: of.isCapped ? earlier('lifecycle') : [],
      ...(of.gone === 'removed' && { removedAt: day }),
      ...(of.isSuppressed && {
        suppression: { email: 'ada@acme.example', reason: 'complained', classes: ['lifecycle', 'marketing'], at: day },
      }),
    },
  );
  const twin = somebody('bo', { ...(bySms(of) && { email: '' }), ...addressed(of, 'again') });
  return [
    of.gone === 'erased' ? erased(ada, day) : ada,
    ...(of.beside === 'twin' ? [twin] : []),
    ...(of.isAccountCapped
      ? [somebody('cy', { role: 'member', email: '' }, { recentSends: earlier('marketing') })]
      : []),
  ];
};

const questionOf = (of: State) => {
  const policy = aPolicy({
    verifiedOnly: of.verifiedOnly,
    frequencyCaps: [
      { classes: ['lifecycle', 'marketing'], atMost: 1, withinDays: 7, onCapped: 'hold' },
      { classes: ['marketing'], atMost: 1, withinDays: 7, onCapped: 'skip', per: 'account' },
    ],
  });
  const call = aTouch({ step: steps[of.channel], class: of.class, cause: of.cause as 'calendar', policy });
  const channel = all[of.channel];
  const enrollment = anActiveEnrollment(of.isLeftOut ? { leftOut: { [call.step.id]: 'wrong_time' } } : {});
  const other = anActiveEnrollment({
    id: 'recovery-1',
    journey: 'payment-recovery',
    ...precedenceOf({ priority: 10, holds: ['lifecycle', 'marketing'] }),
  });
  const snapshot: AccountSnapshot = {
    account: 'acme',
    profile: someProfile(undefined, { paused: of.isAccountPaused }),
    contacts: contactsOf(of),
    enrollments: [enrollment, ...(of.isHeldByOther ? [other] : [])],
    tasks: of.hasRiskTask ? [aTask('acme', 't1', { type: 'risk' })] : [],
    usage: usageOf([]),
  };
  const entries = {
    go: 'go',
    exited: 'exited',
    condition: { skip: 'condition' },
    moved: { holdUntil: '2026-04-01T09:00:00Z', reason: 'rescheduled' },
  } as const;
  const begun = deliveryId({
    account: 'acme',
    journey: call.journey.id,
    step: call.step.id,
    term: enrollment.key,
    iteration: call.iteration,
    contact: 'ada',
    channel: channel.name,
  });
  const unknown = aDelivery('acme', begun, { contact: 'ada', state: 'unknown', attempts: 1, claimedAt: yesterday });
  return {
    call,
    channel,
    snapshot,
    enrollment,
    switches:
      of.switched === 'unknown'
        ? ('unknown' as const)
        : {
            everything: of.switched === 'everything',
            classes: new Set(of.switched === 'class' ? [of.class] : []),
            journeys: new Set(of.switched === 'journey' ? ['onboarding'] : []),
            closed: new Set<never>(),
          },
    entry: entries[of.entry as keyof typeof entries],
    now: of.isNight ? night : day,
    ledger: new Map(of.beside === 'begun' ? [[begun, unknown]] : []),
  };
};

/** The rules on the touch as a whole again, written independently. */
const mayGo = (of: State): boolean => {
  const isOwed = of.class === 'transactional';
  const isStopped = isOwed ? !['none', 'unknown'].includes(of.switched) : of.switched !== 'none' || of.isAccountPaused;
  if (of.entry !== 'go' || isStopped || of.isLeftOut) return false;
  if (of.class === 'marketing' && of.hasRiskTask) return false;
  return isOwed || !(of.isHeldByOther || (of.isNight && of.cause === 'event'));
};

/** How many contacts it reaches, by the rules again: one of those who share an address. */
const reaches = (of: State): number => {
  const isOwed = of.class === 'transactional';
  // Only what is owed is tried again when its outcome is unknown.
  if (of.beside === 'begun' && !isOwed) return 0;
  const isAdaThere = of.address === 'good' && of.gone !== 'erased';
  const holder = isAdaThere && of.gone === 'no' && (of.verified !== false || of.beside !== 'twin') ? 'ada' : 'bo';
  if (holder === 'bo' && of.beside !== 'twin') return 0;
  if (isOwed) return 1;
  const verified = holder === 'ada' ? of.verified : undefined;
  if (of.verifiedOnly ? verified !== true : verified === false) return 0;
  const isSuppressed = of.isSuppressed && of.gone !== 'erased' && (isAdaThere || !bySms(of));
  const isBarred = isSuppressed || (isAdaThere && (of.isOut || of.isCapped));
  return isBarred || (of.class === 'marketing' && of.isAccountCapped) ? 0 : 1;
};

test('a touch of whatever channel goes if and only if nothing is against it; where it reaches contacts it passes every gate', () => {
  const went = new Map<string, number>();
  fc.assert(
    fc.property(state, of => {
      const question = questionOf(of);
      const sent = decideTouch(question).filter(({ verdict }) => verdict === 'send');
      const { reach } = question.channel;
      const expected = reach.kind === 'address' ? reaches(of) : 1;
      if (reach.kind === 'address' || of.beside !== 'begun')
        expect([of, sent.length]).toEqual([of, mayGo(of) ? expected : 0]);
      for (const { contact, delivery } of sent) {
        went.set(of.channel, (went.get(of.channel) ?? 0) + 1);
        for (const gate of touchGates) expect(gate.ask(question)).toBe('pass');
        if (contact === undefined || reach.kind !== 'address') continue;
        for (const gate of contactGates)
          expect(gate.ask({ ...question, addresses: reach.addresses }, contact, delivery)).toBe('pass');
      }
    }),
    { numRuns: 4000 },
  );
  for (const kind of Object.keys(steps)) expect([kind, (went.get(kind) ?? 0) > 30]).toEqual([kind, true]);
});

test('a prompt that a page shows is for its reader, wanted, and of an account that has them', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...messageClasses),
      fc.subarray(['product-guidance', 'news', '*']),
      fc.subarray(['admin', 'billing', 'member']),
      fc.boolean(),
      (messageClass, unsubscribed, roles, isRemoved) => {
        const prompt = aPrompt('acme', 'p1', { class: messageClass, topic: 'product-guidance', audience: to });
        const visit = { roles, unsubscribed, isRemoved, limit: 3, now: '2026-03-10T09:00:00.000Z' };
        const isWanted = messageClass === 'transactional' || !unsubscribed.some(topic => topic !== 'news');
        const shows = hiddenAs(prompt, newReader('ada'), visit) === undefined;
        expect(shows).toBe(isWanted && roles.includes('admin') && !isRemoved);
      },
    ),
  );
});

test('every gate there is stands in one of the lists, and says whom it is asked for', async () => {
  const folder = join(import.meta.dirname, '../../engine/sending/gate');
  const modules = await Promise.all(readdirSync(folder).map(file => import(join(folder, file)) as Promise<object>));
  const gates = modules.flatMap(module => Object.values(module)).filter(each => typeof each?.ask === 'function');
  const listed = [...touchGates, ...contactGates];
  expect(new Set(gates)).toEqual(new Set(listed));
  for (const { name, asksFor } of listed)
    expect([name, asksFor.some(reach => reach === 'address')]).toEqual([name, true]);
});
