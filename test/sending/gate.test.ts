import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountSnapshot, Contact } from '../../engine/account/account.ts';
import { usageOf } from '../../engine/account/usage.ts';
import { channelOf } from '../../engine/channels/channel-of.ts';
import { messageClasses } from '../../engine/definition/policy.ts';
import type { TouchCall } from '../../engine/definition/step-call.ts';
import type { GateContext } from '../../engine/sending/gate/gate.ts';
import type { KillSwitches } from '../../engine/sending/kill-switches.ts';
import { checkContactGates, checkTouchGates, limitHold } from '../../engine/sending/send-gate.ts';
import type { StepEntry } from '../../engine/steps/enter-step.ts';

import { aTask } from '../conformance/records.ts';
import {
  anActiveEnrollment,
  anEmail,
  aPolicy,
  aTouch,
  now,
  optedOutOf,
  somebody,
  someProfile,
} from '../support/touch.ts';

const given = (
  call: Partial<TouchCall> = {},
  snapshot: Partial<AccountSnapshot> = {},
  more: Partial<GateContext> = {},
): GateContext => ({
  call: aTouch(call),
  channel: channelOf(aTouch(call).step),
  snapshot: {
    account: 'acme',
    profile: someProfile(),
    contacts: [],
    enrollments: [anActiveEnrollment()],
    tasks: [],
    usage: usageOf([]),
    ...snapshot,
  },
  switches: { everything: false, classes: new Set(), journeys: new Set(), closed: new Set<never>() },
  now,
  ...more,
});
const ask = (context: GateContext, entry: Exclude<StepEntry, 'done'> = 'go') => checkTouchGates(entry, context);
const askFor = (contact: Contact, call: Partial<TouchCall> = {}) =>
  checkContactGates(given(call, { contacts: [contact] }), contact, 'd1');
const riskTask = { tasks: [aTask('acme', 't1', { type: 'risk', status: 'snoozed' as const })] };

describe('a touch', () => {
  it('passes when no rule is against it', () => {
    expect(ask(given())).toBe('pass');
  });

  it('is refused when its enrollment exited, its day had passed, or its condition does not hold', () => {
    expect(ask(given(), 'exited')).toEqual({ skip: 'exited' });
    expect(ask(given(), { skip: 'past-date' })).toEqual({ skip: 'past-date' });
    expect(ask(given(), { skip: 'condition' })).toEqual({ skip: 'condition' });
  });

  it('waits when its date moved later', () => {
    const entry = { holdUntil: '2026-04-01T09:00:00Z', reason: 'rescheduled' } as const;
    expect(ask(given(), entry)).toEqual({ hold: 'rescheduled', until: '2026-04-01T09:00:00Z' });
  });

  it.each(messageClasses)('of class %s waits while its journey is paused', messageClass => {
    const context = given(
      { class: messageClass },
      {},
      {
        switches: {
          everything: false,
          classes: new Set<never>(),
          journeys: new Set(['onboarding']),
          closed: new Set<never>(),
        },
      },
    );
    expect(ask(context)).toEqual({ hold: 'paused', until: '2026-03-11T09:00:00Z' });
  });

  it('goes to a paused account only if it is transactional', () => {
    const paused = { profile: someProfile({}, { paused: true }) };
    expect(ask(given({ class: 'transactional' }, paused))).toBe('pass');
    expect(ask(given({ class: 'lifecycle' }, paused))).toMatchObject({ hold: 'paused' });
  });

  it('waits while a risk task is open, if the policy says so for its class', () => {
    const until = '2026-03-31T09:00:00Z';
    expect(ask(given({ class: 'marketing' }, riskTask))).toEqual({ hold: 'risk-task-open', until, endsByNews: true });
    expect(ask(given({ class: 'lifecycle' }, riskTask))).toBe('pass');
    const at = (now: string, days?: number) =>
      ask(given({ class: 'marketing', policy: aPolicy(days ? { riskTaskHoldsDays: days } : {}) }, riskTask, { now }));
    expect(at('2026-03-31T08:59:59.000Z')).toMatchObject({ hold: 'risk-task-open' });
    expect(at('2026-03-31T09:00:00.000Z')).toBe('pass');
    expect(at('2026-03-08T08:59:59.000Z', 7)).toMatchObject({ until: '2026-03-08T09:00:00Z' });
    expect(at('2026-03-08T09:00:00.000Z', 7)).toBe('pass');
    expect(ask(given({ class: 'marketing' }, { tasks: [aTask('acme', 't1', { type: 'renewal' })] }))).toBe('pass');
  });

  it('that an event caused waits for the end of the quiet hours, in the zone of the account', () => {
    const berlin = { profile: someProfile({ timezone: 'Europe/Berlin' }) };
    const atNight = { now: '2026-03-10T22:30:00.000Z' };
    expect(ask(given({ cause: 'event' }, berlin, atNight))).toEqual({
      hold: 'quiet-hours',
      until: '2026-03-11T07:00:00Z',
    });
  });

  it('goes at night if its calendar time has just come, if it answers what has just happened, or if it is transactional', () => {
    const atNight = { now: '2026-03-10T22:30:00.000Z' };
    const answering = { enrollments: [anActiveEnrollment({ startedAt: '2026-03-10T22:29:00.000Z' })] };
    expect(ask(given({ cause: 'calendar' }, {}, atNight))).toBe('pass');
    expect(ask(given({ cause: 'calendar', due: { kind: 'day', day: 9, sendAt: '22:30' } }, {}, atNight))).toBe('pass');
    expect(ask(given({ cause: 'enrollment' }, answering, atNight))).toBe('pass');
    expect(ask(given({ cause: 'event', class: 'transactional' }, {}, atNight))).toBe('pass');
  });

  it('of a calendar day, or an answer, waits for the morning if something else kept it until the night', () => {
    const due = { kind: 'day', day: 9, sendAt: '09:00' } as const;
    fc.assert(
      fc.property(
        fc.constantFrom<[TouchCall['cause'], Partial<TouchCall>]>(['calendar', { due }], ['enrollment', {}]),
        fc.constantFrom('lifecycle' as const, 'marketing' as const),
        fc.integer({ min: 0, max: 4 * 24 * 60 - 1 }),
        ([cause, more], messageClass, minutes) => {
          const time = Date.parse('2026-03-10T09:00:00.000Z');
          const later = new Date(time + minutes * 60_000).toISOString();
          const enrollments = [
            anActiveEnrollment(cause === 'enrollment' ? { startedAt: new Date(time).toISOString() } : {}),
          ];
          const hour = Number(later.slice(11, 13));
          const answer = ask(given({ cause, class: messageClass, ...more }, { enrollments }, { now: later }));
          expect(answer).toEqual(
            hour >= 8 && hour < 20 ? 'pass' : { hold: 'quiet-hours', until: expect.stringMatching(/T08:00:00Z$/) },
          );
        },
      ),
    );
  });

  it('waits on day 0, too, where a person or another journey enrolled', () => {
    const byHand = anActiveEnrollment({ trigger: { event: 'enroll', fields: {} } });
    const atNight = { now: '2026-03-10T22:30:00.000Z' };
    const held = { hold: 'quiet-hours', until: '2026-03-11T08:00:00Z' };
    expect(ask(given({ cause: 'enrollment' }, { enrollments: [byHand] }, atNight))).toEqual(held);
  });
});

describe('an email to a contact', () => {
  const bounced = (email: string): Partial<Contact> => ({
    suppression: { email, reason: 'bounced', classes: messageClasses, at: now },
  });
  const complained: Partial<Contact> = {
    suppression: { email: 'ada@acme.example', reason: 'complained', classes: ['lifecycle', 'marketing'], at: now },
  };

  it('passes when no rule is against it', () => {
    expect(askFor(somebody('ada'))).toBe('pass');
  });

  it.each(messageClasses)('of class %s is refused after a bounce', messageClass => {
    expect(askFor(somebody('ada', {}, bounced('Ada@acme.example')), { class: messageClass })).toEqual({
      skip: 'suppressed',
    });
  });

  it('waits until the address is known to be theirs, unless it is transactional', () => {
    const stranger = somebody('ada', { emailVerified: false });
    expect(askFor(stranger)).toEqual({ hold: 'unverified' });
    expect(askFor(stranger, { class: 'marketing' })).toEqual({ hold: 'unverified' });
    expect(askFor(stranger, { class: 'transactional' })).toBe('pass');
    expect(askFor(somebody('ada', { emailVerified: true }))).toBe('pass');
  });

  it('waits for a word on the address only where the policy asks for one', () => {
    const policy = aPolicy({ verifiedOnly: true });
    expect(askFor(somebody('ada'), { policy })).toEqual({ hold: 'unverified' });
    expect(askFor(somebody('ada', { emailVerified: true }), { policy })).toBe('pass');
  });

  it('passes when it was another address that bounced', () => {
    expect(askFor(somebody('ada', {}, bounced('old@acme.example')))).toBe('pass');
  });

  it('after a complaint is refused unless it is transactional', () => {
    expect(askFor(somebody('ada', {}, complained), { class: 'marketing' })).toEqual({ skip: 'suppressed' });
    expect(askFor(somebody('ada', {}, complained), { class: 'transactional' })).toBe('pass');
  });

  it('is refused when the contact opted out of its topic or of all', () => {
    expect(askFor(somebody('ada', {}, { choices: optedOutOf('product-guidance') }))).toEqual({ skip: 'unsubscribed' });
    expect(askFor(somebody('ada', {}, { choices: optedOutOf('*') }))).toEqual({ skip: 'unsubscribed' });
    expect(askFor(somebody('ada', {}, { choices: optedOutOf('news') }))).toBe('pass');
    expect(askFor(somebody('ada', {}, { choices: optedOutOf('*') }), { class: 'transactional' })).toBe('pass');
  });

  it('is refused at an address that opted out, or bounced, under another contact id', () => {
    const secondId = (more: Partial<Contact>) => somebody('old-ada', { email: 'ADA@Acme.example' }, more);
    const context = (contact: Contact) => given({}, { contacts: [somebody('ada'), contact] });
    const ask = (contact: Contact) => checkContactGates(context(contact), somebody('ada'), 'd1');
    expect(ask(secondId({ choices: optedOutOf('*') }))).toEqual({ skip: 'unsubscribed' });
    expect(ask(secondId(bounced('ada@acme.example')))).toEqual({ skip: 'suppressed' });
    expect(ask(somebody('bo', {}, { choices: optedOutOf('*') }))).toBe('pass');
    // It bounced while it was another person's.
    expect(ask(somebody('bo', {}, bounced('ada@acme.example')))).toEqual({ skip: 'suppressed' });
  });

  it('is refused also after the contact changed its address', () => {
    const moved = somebody('ada', { email: 'ada@home.example' }, { choices: optedOutOf('*') });
    expect(askFor(moved)).toEqual({ skip: 'unsubscribed' });
  });

  it('needs an address, and one that the mail service takes', () => {
    expect(askFor(somebody('ada', { email: '' }))).toEqual({ skip: 'no-recipient' });
    for (const email of ['a@b.example\r\nBcc: all@b.example', 'n/a', 'jürgen@acme.example', 'ada@acme..example'])
      expect(askFor(somebody('ada', { email }))).toEqual({ fail: 'bad-address' });
    expect(askFor(somebody('ada', { email: 'ada@bücher.example' }))).toBe('pass');
  });

  it('waits for room under the cap, where its own earlier try does not count', () => {
    const policy = aPolicy({ frequencyCaps: [{ classes: ['lifecycle'], atMost: 1, withinDays: 7, onCapped: 'hold' }] });
    const mailed = (delivery: string) =>
      somebody('ada', {}, { recentSends: [{ delivery, class: 'lifecycle', at: now }] });
    expect(askFor(mailed('other'), { policy })).toEqual({ hold: 'capped', until: '2026-03-17T09:00:00Z' });
    expect(askFor(mailed('d1'), { policy })).toBe('pass');
  });
});

describe('a mail that expires', () => {
  const step = { ...anEmail(), expires: { unit: 'days', amount: 5 } } as const;
  const heldSince = (since: string) => limitHold({ hold: 'paused' }, given({ step }), since);

  it('is held so long and no longer, then skipped for what held it', () => {
    expect(heldSince(now)).toMatchObject({ hold: 'paused', until: '2026-03-15T09:00:00Z' });
    expect(heldSince('2026-03-05T09:00:01.000Z')).toMatchObject({ hold: 'paused', until: '2026-03-10T09:00:01Z' });
    expect(heldSince('2026-03-05T09:00:00.000Z')).toEqual({ skip: 'paused' });
  });

  it('is not held for longer than the policy lets anything be held', () => {
    const late = { ...anEmail(), expires: { unit: 'days', amount: 30 } } as const;
    expect(limitHold({ hold: 'paused' }, given({ step: late }))).toMatchObject({
      hold: 'paused',
      until: '2026-03-17T09:00:00Z',
    });
  });
});

describe('a hold', () => {
  it('without an end of its own ends when the policy lets nothing be held any longer', () => {
    expect(limitHold({ hold: 'risk-task-open' }, given())).toEqual({
      hold: 'risk-task-open',
      until: '2026-03-17T09:00:00Z',
      endsByNews: true,
    });
  });

  it('counts from when the touch was first held, and then becomes a skip with its reason', () => {
    const context = given();
    expect(limitHold({ hold: 'paused', until: '2026-03-11T09:00:00Z' }, context, '2026-03-04T08:00:00.000Z')).toEqual({
      hold: 'paused',
      until: '2026-03-11T08:00:00Z',
    });
    expect(limitHold({ hold: 'paused', until: '2026-03-11T09:00:00Z' }, context, '2026-03-03T09:00:00.000Z')).toEqual({
      skip: 'paused',
    });
  });

  it('for a date that moved has no limit', () => {
    const answer = { hold: 'rescheduled', until: '2026-09-01T09:00:00Z' } as const;
    expect(limitHold(answer, given())).toEqual(answer);
  });

  it('always lies in the future and within the limit', () => {
    const hours = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(hours, hours, fc.integer({ min: 0, max: 10 }), (heldHours, untilHours, holdAtMostDays) => {
        const since = new Date(Date.parse(now) - heldHours * 3_600_000).toISOString();
        const until = `${new Date(Date.parse(now) + (untilHours + 1) * 3_600_000).toISOString().slice(0, 19)}Z`;
        const limited = limitHold({ hold: 'capped', until }, given({ policy: aPolicy({ holdAtMostDays }) }), since);
        if (limited === 'pass') throw new Error('a hold never passes');
        if (!('hold' in limited)) expect(heldHours).toBeGreaterThanOrEqual(holdAtMostDays * 24);
        else {
          expect(String(limited.until) > now.slice(0, 19)).toBe(true);
          expect(Date.parse(String(limited.until)) - Date.parse(since)).toBeLessThanOrEqual(
            holdAtMostDays * 86_400_000,
          );
        }
      }),
    );
  });
});

describe('the order of the rules', () => {
  it('gives the first reason of those that are true at once', () => {
    const everything = given(
      { class: 'marketing', cause: 'event' },
      { ...riskTask, profile: someProfile({}, { paused: true }) },
      { now: '2026-03-10T22:30:00.000Z' },
    );
    expect(ask(everything, { skip: 'condition' })).toEqual({ skip: 'condition' });
    expect(ask(everything)).toMatchObject({ hold: 'paused' });
    expect(ask({ ...everything, snapshot: { ...everything.snapshot, profile: someProfile() } })).toMatchObject({
      hold: 'risk-task-open',
    });
  });

  it('lets no transactional touch be stopped by anything but its step, its journey, and a bounced address', () => {
    const policy = aPolicy({
      heldByRiskTask: ['marketing'],
      frequencyCaps: [{ classes: ['lifecycle', 'marketing'], atMost: 1, withinDays: 30, onCapped: 'skip' }],
    });
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 0, max: 23 }),
        (isPaused, isRisky, isOptedOut, hour) => {
          const context = given(
            { class: 'transactional', cause: 'event', policy },
            { profile: someProfile({}, { paused: isPaused }), tasks: isRisky ? riskTask.tasks : [] },
            { now: `2026-03-10T${String(hour).padStart(2, '0')}:15:00.000Z` },
          );
          const contact = somebody(
            'ada',
            {},
            {
              choices: isOptedOut ? optedOutOf('*') : {},
              recentSends: [{ delivery: 'x', class: 'marketing', at: now }],
            },
          );
          expect(ask(context)).toBe('pass');
          expect(checkContactGates(context, contact, 'd1')).toBe('pass');
        },
      ),
    );
  });
});

describe('a touch in a round of a loop', () => {
  const roundEnds = { kind: 'day', day: 12, sendAt: '09:00' } as const;
  const end = '2026-03-13T08:59:59Z';
  const inRound = (more: Partial<TouchCall> = {}) => given({ class: 'marketing', roundEnds, ...more }, riskTask);

  it('is held until the next round begins at the longest, and then skipped for what held it', () => {
    const held = ask(inRound());
    expect(limitHold(held, inRound(), '2026-03-09T09:00:00.000Z')).toMatchObject({
      hold: 'risk-task-open',
      until: end,
    });
    const atEnd = given({ class: 'marketing', roundEnds }, riskTask, { now: '2026-03-13T08:59:59.000Z' });
    expect(limitHold(ask(atEnd), atEnd, '2026-03-09T09:00:00.000Z')).toEqual({ skip: 'risk-task-open' });
  });

  it('is skipped as past its date where it only came after its round, whatever else would have held it', () => {
    const unreadable: KillSwitches = 'unknown';
    const at = (now: string) => given({ class: 'marketing', roundEnds }, riskTask, { now, switches: unreadable });
    const late = at('2026-03-13T09:00:00.000Z');
    expect(ask(late)).toMatchObject({ hold: 'paused' });
    expect(limitHold(ask(late), late)).toEqual({ skip: 'past-date' });
    const heldBefore = limitHold(ask(late), late, '2026-03-13T08:59:58.000Z');
    expect(heldBefore).toEqual({ skip: 'paused' });
    const inTime = at('2026-03-13T08:59:58.000Z');
    expect(limitHold(ask(inTime), inTime)).toMatchObject({ hold: 'paused', until: end });
  });

  it('is not sent any more once the next round has begun, though nothing holds it', () => {
    expect(ask(given({ roundEnds }, {}, { now: '2026-03-13T08:59:58.000Z' }))).toBe('pass');
    expect(ask(given({ roundEnds }, {}, { now: '2026-03-13T09:00:00.000Z' }))).toEqual({ skip: 'past-date' });
  });
});
