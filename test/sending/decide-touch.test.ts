import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountSnapshot, Contact } from '../../engine/account/account.ts';
import type { Delivery, DeliveryState } from '../../engine/account/delivery.ts';
import { usageOf } from '../../engine/account/usage.ts';
import { channelOf } from '../../engine/channels/channel-of.ts';
import { messageClasses } from '../../engine/definition/policy.ts';
import { decideTouch, type TouchQuestion } from '../../engine/sending/decide-touch.ts';
import { aDelivery } from '../conformance/records.ts';
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

const given = (contacts: Contact[], more: Partial<TouchQuestion> = {}): TouchQuestion => {
  const snapshot: AccountSnapshot = {
    account: 'acme',
    profile: someProfile(),
    contacts,
    enrollments: [],
    tasks: [],
    usage: usageOf([]),
  };
  return {
    call: aTouch(),
    channel: channelOf((more.call ?? aTouch()).step),
    snapshot,
    switches: { everything: false, classes: new Set(), journeys: new Set(), closed: new Set<never>() },
    now,
    entry: 'go',
    enrollment: anActiveEnrollment(),
    ledger: new Map(),
    ...more,
  };
};
const inShort = (question: TouchQuestion) =>
  decideTouch(question).map(
    ({ to, ...verdict }) => `${to}: ${verdict.verdict}${'reason' in verdict ? ` ${verdict.reason}` : ''}`,
  );
const idOf = (question: TouchQuestion, to: string): string =>
  decideTouch(question).find(each => each.to === to)?.delivery ?? '';
/** The same question, asked with the ledger known. */
const knowing = (question: TouchQuestion, to: string, delivery: Partial<Delivery>): TouchQuestion => {
  const id = idOf(question, to);
  return { ...question, ledger: new Map([[id, aDelivery('acme', id, { contact: to, ...delivery })]]) };
};

describe('a touch to an audience', () => {
  const bea = somebody('bea', { role: 'billing' });
  const ada = somebody('ada');
  const cid = somebody('cid', { role: 'member' });

  it('goes to every contact of its roles, one delivery each', () => {
    expect(inShort(given([cid, bea, somebody('zoe'), ada]))).toEqual(['ada: send', 'zoe: send']);
  });

  it('goes to the other roles when the account has nobody of the first', () => {
    const call = aTouch({ step: anEmail({ to: { roles: ['billing'], otherwise: ['admin'] } }) });
    expect(inShort(given([ada, cid], { call }))).toEqual(['ada: send']);
    expect(inShort(given([ada, bea], { call }))).toEqual(['bea: send']);
  });

  it('goes to everyone when it is for everyone', () => {
    const call = aTouch({ step: anEmail({ to: { roles: 'everyone' } }) });
    expect(inShort(given([cid, ada], { call }))).toEqual(['ada: send', 'cid: send']);
  });

  it('is told with the name of the audience when there is nobody', () => {
    const call = aTouch({ step: anEmail({ to: { roles: ['billing', 'admin'] } }) });
    expect(inShort(given([cid], { call }))).toEqual(['billing,admin: skip no-recipient']);
  });

  it('tells each contact a reason of its own', () => {
    const call = aTouch({ step: anEmail({ to: { roles: 'everyone' } }) });
    const contacts = [ada, somebody('bo', { email: '' }), somebody('cy', {}, { choices: optedOutOf('*') })];
    expect(inShort(given(contacts, { call }))).toEqual(['ada: send', 'bo: skip no-recipient', 'cy: skip unsubscribed']);
  });

  it('that is refused as a whole tells every contact the same reason', () => {
    expect(inShort(given([ada, somebody('zoe')], { entry: { skip: 'condition' } }))).toEqual([
      'ada: skip condition',
      'zoe: skip condition',
    ]);
  });
});

describe('an in-app, Slack or webhook touch', () => {
  it('is one delivery, to the audience or to the destination', () => {
    const to = { roles: ['billing', 'admin'] };
    expect(
      inShort(given([], { call: aTouch({ step: { kind: 'prompt', id: 'banner', template: 'b', to, data: {} } }) })),
    ).toEqual(['billing,admin: send']);
    expect(
      inShort(given([], { call: aTouch({ step: { kind: 'slack', id: 's', channel: 'csm', text: 'Hello' } }) })),
    ).toEqual(['csm: send']);
    expect(
      inShort(given([], { call: aTouch({ step: { kind: 'webhook', id: 'w', endpoint: 'crm', data: {} } }) })),
    ).toEqual(['crm: send']);
  });
});

describe('a delivery that was begun before', () => {
  const question = given([somebody('ada')]);
  const transactional = given([somebody('ada')], { call: aTouch({ class: 'transactional' }) });

  it('is not sent again once it was answered', () => {
    for (const state of ['accepted', 'rejected'] as const)
      expect(inShort(knowing(question, 'ada', { state }))).toEqual(['ada: done']);
  });

  it('is lost when it was claimed and nobody heard the answer, even if it may not go any more', () => {
    expect(inShort(knowing(question, 'ada', { state: 'claimed' }))).toEqual(['ada: lost']);
    expect(inShort(knowing({ ...question, entry: 'exited' }, 'ada', { state: 'claimed' }))).toEqual(['ada: lost']);
  });

  it('is lost also to a contact who is no longer in the audience', () => {
    const id = idOf(question, 'ada');
    const moved = given([somebody('ada', { role: 'member' }), somebody('zoe')], {
      ledger: new Map([[id, aDelivery('acme', id, { state: 'claimed' })]]),
    });
    expect(inShort(moved)).toEqual(['ada: lost', 'zoe: send']);
  });

  it('of unknown fate is given up where the policy says so', () => {
    expect(inShort(knowing(question, 'ada', { state: 'unknown' }))).toEqual(['ada: done']);
  });

  it('of unknown fate waits 15 minutes for news, and then goes once more', () => {
    const unknown = { state: 'unknown', attempts: 1, claimedAt: now } as const;
    expect(decideTouch(knowing(transactional, 'ada', unknown))).toMatchObject([
      { verdict: 'awaitNews', until: '2026-03-10T09:15:00Z' },
    ]);
    const later = { ...knowing(transactional, 'ada', unknown), now: '2026-03-10T09:15:00.000Z' };
    expect(inShort(later)).toEqual(['ada: send']);
    expect(inShort({ ...later, ...knowing(transactional, 'ada', { ...unknown, attempts: 2 }) })).toEqual(['ada: done']);
  });

  it('of unknown fate is confirmed by any news of it, and not sent again after an exit', () => {
    const unknown = { state: 'unknown', attempts: 1, claimedAt: '2026-03-10T08:00:00.000Z' } as const;
    expect(inShort(knowing(transactional, 'ada', { ...unknown, facts: { delivered: now } }))).toEqual([
      'ada: confirmed',
    ]);
    expect(inShort(knowing({ ...transactional, entry: 'exited' }, 'ada', unknown))).toEqual(['ada: done']);
  });

  it('is not told again when it is held until the same second', () => {
    const paused = {
      ...question,
      switches: {
        everything: false,
        classes: new Set<never>(),
        journeys: new Set(['onboarding']),
        closed: new Set<never>(),
      },
    };
    expect(decideTouch(paused)).toMatchObject([{ verdict: 'hold', told: false, until: '2026-03-11T09:00:00Z' }]);
    const held = knowing(paused, 'ada', { state: 'held', claimedAt: now, until: '2026-03-11T09:00:00Z' });
    expect(decideTouch(held)).toMatchObject([{ verdict: 'hold', told: true }]);
  });

  it('is skipped when it was held for longer than the policy allows', () => {
    const paused = {
      ...question,
      switches: {
        everything: false,
        classes: new Set<never>(),
        journeys: new Set(['onboarding']),
        closed: new Set<never>(),
      },
    };
    const held = knowing(paused, 'ada', {
      state: 'held',
      claimedAt: '2026-03-03T09:00:00.000Z',
      until: '2026-03-10T09:00:00Z',
    });
    expect(inShort(held)).toEqual(['ada: skip paused']);
  });
});

describe('whatever the ledger and the policy say', () => {
  const states = fc.constantFrom<DeliveryState>('held', 'claimed', 'accepted', 'rejected', 'unknown');

  it('a delivery is sent at most twice, and twice only when its fate was unknown and the policy resends', () => {
    fc.assert(
      fc.property(
        states,
        fc.integer({ min: 0, max: 3 }),
        fc.constantFrom(...messageClasses),
        fc.boolean(),
        fc.integer({ min: 0, max: 60 }),
        (state, attempts, messageClass, resends, minutesAgo) => {
          const call = aTouch({
            class: messageClass,
            policy: aPolicy({ ambiguous: { ...aPolicy().ambiguous, [messageClass]: resends ? 'resend' : 'skip' } }),
          });
          const claimedAt = new Date(Date.parse(now) - minutesAgo * 60_000).toISOString();
          const verdict = decideTouch(
            knowing(given([somebody('ada')], { call }), 'ada', { state, attempts, claimedAt }),
          )[0]?.verdict;
          if (verdict !== 'send') return;
          expect(state === 'held' || (state === 'unknown' && resends && attempts < 2 && minutesAgo >= 15)).toBe(true);
        },
      ),
    );
  });
});
