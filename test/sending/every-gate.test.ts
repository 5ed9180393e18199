import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountSnapshot, Contact } from '../../engine/account/account.ts';
import { newReader } from '../../engine/account/prompt-reader.ts';
import { messageClasses } from '../../engine/definition/policy.ts';
import { precedenceOf } from '../../engine/definition/precedence.ts';
import type { TouchStep } from '../../engine/definition/step.ts';
import { hiddenAs } from '../../engine/prompts/choose-prompts.ts';
import { decideTouch } from '../../engine/sending/decide-touch.ts';
import { contactGates, touchGates } from '../../engine/sending/send-gate.ts';
import { aPrompt, aTask } from '../conformance/records.ts';
import { anActiveEnrollment, anEmail, aPolicy, aTouch, optedOutOf, somebody, someProfile } from '../support/touch.ts';

const day = '2026-03-10T09:00:00.000Z';
const night = '2026-03-10T23:30:00.000Z';
const to = { roles: ['admin'] };
const channels: Record<TouchStep['kind'], TouchStep> = {
  email: anEmail({ to }),
  prompt: { kind: 'prompt', id: 'tour', template: 'tour', to, data: {} },
  slack: { kind: 'slack', id: 'tell', channel: 'csm', text: 'Look' },
  webhook: { kind: 'webhook', id: 'hook', endpoint: 'crm', data: {} },
};
const policy = aPolicy({
  frequencyCaps: [{ classes: ['lifecycle', 'marketing'], atMost: 1, withinDays: 7, onCapped: 'hold' }],
});

/** Reasons against a touch, each rare, so that many touches go. */
const rare = fc.boolean().chain(first => fc.boolean().map(second => first && second));
const state = fc.record({
  channel: fc.constantFrom(...(Object.keys(channels) as TouchStep['kind'][])),
  class: fc.constantFrom(...messageClasses),
  entry: fc.constantFrom('go', 'go', 'go', 'exited', 'condition', 'moved'),
  cause: fc.constantFrom('calendar', 'event'),
  isNight: rare,
  switched: fc.constantFrom('none', 'none', 'none', 'everything', 'class', 'journey', 'unknown'),
  isAccountPaused: rare,
  hasRiskTask: rare,
  isHeldByOther: rare,
  isOut: rare,
  isSuppressed: rare,
  isUnverified: rare,
  isCapped: rare,
  isRemoved: rare,
  address: fc.constantFrom('ada@acme.example', 'ada@acme.example', 'ada@acme.example', 'jürgen@acme.example', ''),
});
type State = typeof state extends fc.Arbitrary<infer Of> ? Of : never;

const contactOf = (of: State): Contact =>
  somebody(
    'ada',
    { email: of.address, ...(of.isUnverified && { emailVerified: false }) },
    {
      choices: of.isOut ? optedOutOf('product-guidance') : {},
      recentSends: of.isCapped ? [{ delivery: 'x', class: 'lifecycle', at: '2026-03-09T09:00:00.000Z' }] : [],
      ...(of.isRemoved && { removedAt: day }),
      ...(of.isSuppressed && {
        suppression: { email: 'ada@acme.example', reason: 'complained', classes: ['lifecycle', 'marketing'], at: day },
      }),
    },
  );

const questionOf = (of: State) => {
  const call = aTouch({ step: channels[of.channel], class: of.class, cause: of.cause as 'calendar', policy });
  const enrollment = anActiveEnrollment();
  const other = anActiveEnrollment({
    id: 'recovery-1',
    journey: 'payment-recovery',
    ...precedenceOf({ priority: 10, holds: ['lifecycle', 'marketing'] }),
  });
  const snapshot: AccountSnapshot = {
    account: 'acme',
    profile: someProfile(undefined, { paused: of.isAccountPaused }),
    contacts: [contactOf(of)],
    enrollments: [enrollment, ...(of.isHeldByOther ? [other] : [])],
    tasks: of.hasRiskTask ? [aTask('acme', 't1', { type: 'risk' })] : [],
    usage: [],
  };
  const entries = {
    go: 'go',
    exited: 'exited',
    condition: { skip: 'condition' },
    moved: { holdUntil: '2026-04-01T09:00:00Z', reason: 'rescheduled' },
  } as const;
  return {
    call,
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
    ledger: new Map(),
  };
};

/** The rules again, written independently. */
const isAllowed = (of: State): boolean => {
  const isOwed = of.class === 'transactional';
  const isStopped = isOwed ? !['none', 'unknown'].includes(of.switched) : of.switched !== 'none' || of.isAccountPaused;
  if (of.entry !== 'go' || isStopped) return false;
  if (of.class === 'marketing' && of.hasRiskTask) return false;
  if (!isOwed && (of.isHeldByOther || (of.isNight && of.cause === 'event'))) return false;
  if (of.channel !== 'email') return true;
  if (of.isRemoved || of.address !== 'ada@acme.example') return false;
  return isOwed || !(of.isOut || of.isSuppressed || of.isUnverified || of.isCapped);
};

test('a touch of whatever channel goes if and only if nothing is against it, and then it passes every gate', () => {
  let went = 0;
  fc.assert(
    fc.property(state, of => {
      const question = questionOf(of);
      const sent = decideTouch(question).filter(({ verdict }) => verdict === 'send');
      expect([of, sent.length > 0]).toEqual([of, isAllowed(of)]);
      for (const { contact, delivery } of sent) {
        went += 1;
        for (const gate of touchGates) expect(gate(question)).toBe('pass');
        if (contact) for (const gate of contactGates) expect(gate(question, contact, delivery)).toBe('pass');
      }
    }),
    { numRuns: 3000 },
  );
  expect(went).toBeGreaterThan(100);
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

test('every gate there is stands in one of the lists', () => {
  const files = readdirSync(join(import.meta.dirname, '../../engine/sending/gate'));
  const named = files.map(file =>
    file.replace(/\.ts$/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );
  const listed = [...touchGates, ...contactGates].map(gate => gate.name);
  // The frame, and what is asked of every step.
  expect(named.filter(name => !['gate', 'entry'].includes(name)).sort()).toEqual(listed.sort());
});
