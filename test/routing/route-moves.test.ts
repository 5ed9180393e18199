import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { chargebeeEvents } from '../../engine/connectors/billing/chargebee/chargebee-events.ts';
import { paddleEvents } from '../../engine/connectors/billing/paddle/paddle-events.ts';
import { stripeEvents } from '../../engine/connectors/billing/stripe/stripe-events.ts';
import { type Instant, plusSeconds } from '../../engine/kernel/instant.ts';
import { aJourney, anEvent, aUpdate } from '../support/journeys.ts';
import { aSnapshot, fold, routed } from '../support/routed.ts';
import { anActiveEnrollment, anEmail, someProfile } from '../support/touch.ts';

const begin: Instant = '2026-03-01T12:00:00.000Z';
const journey = aJourney({
  id: 'trial-ends',
  exit: [],
  steps: [anEmail({ id: 'convert', at: { kind: 'before', attribute: 'trialEndsAt', days: 3 } })],
});
const parked = anActiveEnrollment({
  id: 'trial-ends-1',
  journey: 'trial-ends',
  anchoredAt: begin,
  startedAt: begin,
  wait: {
    resumeToken: 'token',
    step: 'convert',
    until: '2026-03-28T09:00:00Z',
    wake: { kind: 'before', attribute: 'trialEndsAt', days: 3, sendAt: '09:00' },
    listens: [],
    anchoredAt: begin,
  },
});
const account = () =>
  aSnapshot({ profile: someProfile({ name: 'Acme', trialEndsAt: '2026-03-31' }), enrollments: [parked] });

const secondsOf = (at: Instant) => Date.parse(at) / 1000;

/** Each of those who may say when a trial ends, in its own form. */
const sayings: Readonly<Record<string, (id: string, occurredAt: Instant, end: Instant) => DomainEvent[]>> = {
  'a group call': (_, occurredAt, end) => [aUpdate({ trialEndsAt: end.slice(0, 10) }, { occurredAt })],
  'an update step': (_, occurredAt, end) => [
    anEvent('account.updated', { source: 'daymark', occurredAt, fields: { trialEndsAt: end } }),
  ],
  Stripe: (id, occurredAt, end) =>
    stripeEvents({
      id,
      type: 'customer.subscription.updated',
      object: { id: 'sub_1', customer: 'cus_1', status: 'trialing', trial_end: secondsOf(end) },
      previous: { trial_end: 1 },
      occurredAt,
      receivedAt: occurredAt,
    }),
  Paddle: (id, occurredAt, end) =>
    paddleEvents({
      id,
      type: 'subscription.updated',
      data: { id: 'sub_2', status: 'trialing', items: [{ quantity: 1, trial_dates: { ends_at: end } }] },
      occurredAt,
      receivedAt: occurredAt,
    }),
  Chargebee: (id, occurredAt, end) =>
    chargebeeEvents({
      id,
      type: 'subscription_trial_extended',
      content: { subscription: { id: 'sub_3', status: 'in_trial', trial_end: secondsOf(end) } },
      occurredAt,
      receivedAt: occurredAt,
    }),
};

/** The account, with its waits as state machines would have them. */
const heard = (before: AccountSnapshot, event: DomainEvent, now: Instant): AccountSnapshot => {
  const { effects } = routed(event, before, [journey], { dateAttributes: ['trialEndsAt'], now });
  const after = fold(before, event, [journey], now);
  return {
    ...after,
    enrollments: after.enrollments.map(each => {
      const move = effects.find(effect => effect.kind === 'rewake' && effect.enrollment === each.id);
      return move?.kind === 'rewake' && each.wait ? { ...each, wait: { ...each.wait, until: move.until } } : each;
    }),
  };
};
const untilOf = ({ enrollments }: AccountSnapshot) => enrollments[0]?.wait?.until;
const threeDaysBefore = (end: Instant) => `${plusSeconds(end, -3 * 86_400).slice(0, 10)}T09:00:00Z`;

describe('a date that moves moves its waits', () => {
  test.each(Object.keys(sayings))('whoever says so: %s', who => {
    for (const end of ['2026-03-15T08:30:00.000Z', '2026-05-02T23:30:00.000Z']) {
      const [event] = sayings[who]?.('evt_1', '2026-03-05T09:00:00.000Z', end) ?? [];
      if (event === undefined) throw new Error(`${who} says nothing`);
      const { changes } = routed(event, account(), [journey], {
        dateAttributes: ['trialEndsAt'],
        now: event.receivedAt,
      });
      expect(changes).toContainEqual(
        expect.objectContaining({
          kind: 'line',
          line: expect.objectContaining({
            entry: { type: 'rescheduled', step: 'convert', from: parked.wait?.until, to: threeDaysBefore(end) },
          }),
        }),
      );
      expect(untilOf(heard(account(), event, event.receivedAt))).toBe(threeDaysBefore(end));
    }
  });

  test('to where the last word on it says, in whatever order words arrive, and however often', () => {
    const word = (processor: string) =>
      fc.record({
        minute: fc.integer({ min: 1, max: 300 }),
        who: fc.constantFrom('a group call', 'an update step', processor),
        day: fc.integer({ min: 10, max: 200 }),
      });
    const words = fc
      .constantFrom('Stripe', 'Paddle', 'Chargebee')
      .chain(processor =>
        fc.uniqueArray(word(processor), { minLength: 1, maxLength: 6, selector: ({ minute }) => minute }),
      )
      .map(all =>
        all.flatMap(({ minute, who, day }) => {
          const end = plusSeconds(begin, day * 86_400);
          const said = sayings[who]?.(`evt_${minute}`, plusSeconds(begin, minute * 60), end) ?? [];
          return said.map(event => ({ event, end }));
        }),
      )
      .chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })));
    fc.assert(
      fc.property(words, ([all, arriving]) => {
        const now = plusSeconds(begin, 86_400);
        const after = arriving.reduce((each, { event }) => heard(each, event, now), account());
        const last = all.reduce((one, other) => (other.event.occurredAt > one.event.occurredAt ? other : one));
        expect(untilOf(after)).toBe(threeDaysBefore(last.end));
      }),
    );
  });

  test('and one that comes near enough enrolls at once, whoever says so', () => {
    const near = aJourney({ id: 'ending', enroll: { kind: 'date', attribute: 'trialEndsAt', days: 7 }, exit: [] });
    const [event] = sayings.Stripe?.('evt_1', '2026-03-05T09:00:00.000Z', '2026-03-09T08:30:00.000Z') ?? [];
    if (event === undefined) throw new Error('Stripe says nothing');
    const { reasons } = routed(event, aSnapshot(), [near], { dateAttributes: ['trialEndsAt'], now: event.receivedAt });
    expect(reasons).toContainEqual(expect.objectContaining({ journey: 'ending', did: 'enrolled' }));
  });
});
