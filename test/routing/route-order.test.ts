import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { aJourney, anEvent, aUpdate, on, paymentRecovery } from '../support/journeys.ts';
import { aSnapshot, fold, routed } from '../support/routed.ts';
import { now } from '../support/touch.ts';

const journeys = [
  aJourney({ exit: [on('subscription.canceled')] }),
  paymentRecovery,
  aJourney({ id: 'survey', enroll: on('Survey Responded'), reenroll: { kind: 'keyed', field: 'survey' }, exit: [] }),
];

const at = (hour: number) => plusSeconds('2026-03-01T00:00:00.000Z', hour * 3600);
const hour = fc.integer({ min: 1, max: 200 });
const invoice = (id: string) =>
  fc
    .tuple(hour, fc.option(fc.integer({ min: 1, max: 50 })))
    .map(([failed, later]) => [
      anEvent('payment.failed', { occurredAt: at(failed), fields: { invoice: id, amount: 10, nextAttemptAt: null } }),
      ...(later === null
        ? []
        : [anEvent('payment.succeeded', { occurredAt: at(failed + later), fields: { invoice: id, amount: 10 } })]),
    ]);

/** What may happen to an account; each thing at most as often as it does in life. */
const life: fc.Arbitrary<DomainEvent[]> = fc
  .tuple(
    hour.map(h => [anEvent('Account Created', { occurredAt: at(h) })]),
    fc.option(hour).map(h => (h === null ? [] : [anEvent('subscription.canceled', { occurredAt: at(h) })])),
    fc
      .array(hour, { maxLength: 4 })
      .map(hours => hours.map(h => anEvent('Project Created', { occurredAt: at(h), user: 'ann' }))),
    fc
      .array(fc.tuple(hour, fc.constantFrom('low', 'high')), { maxLength: 4 })
      .map(updates => updates.map(([h, touchModel]) => aUpdate({ touchModel }, { occurredAt: at(h) }))),
    fc
      .array(fc.tuple(hour, fc.constantFrom('nps', 'csat')), { maxLength: 3 })
      .map(surveys =>
        surveys.map(([h, survey]) => anEvent('Survey Responded', { occurredAt: at(h), fields: { survey } })),
      ),
    invoice('in_1'),
    invoice('in_2'),
  )
  .map(parts => parts.flat());

/** A list, and the same in another order with some of it twice. */
const twoTellings = life.chain(events =>
  fc.tuple(
    fc.constant(events),
    fc
      .shuffledSubarray(events)
      .chain(again => fc.shuffledSubarray([...events, ...again], { minLength: events.length + again.length })),
  ),
);

const told = (events: readonly DomainEvent[]): AccountSnapshot =>
  events.reduce((account, event) => fold(account, event, journeys, now), aSnapshot());

const inOrder = (events: readonly DomainEvent[]) => [...events].sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));

const remains = ({ profile, usage, enrollments }: AccountSnapshot) => ({
  attributes: profile?.attributes,
  invoices: Object.entries(profile?.billing.invoices ?? {})
    .map(([id, { state }]) => `${id} ${state}`)
    .sort(),
  usage: [...usage]
    .filter(({ event }) => event !== 'payment.recovered')
    .map(({ id }) => id)
    .sort(),
  active: enrollments
    .filter(({ status }) => status === 'active')
    .map(({ id }) => id)
    .sort(),
});

describe('however the events of an account arrive', () => {
  test('late, out of order and twice: what remains is the same', () => {
    fc.assert(
      fc.property(twoTellings, ([events, again]) => {
        expect(remains(told(again))).toEqual(remains(told(inOrder(events))));
      }),
      { numRuns: 300 },
    );
  });

  test('no enrollment is doubled', () => {
    fc.assert(
      fc.property(twoTellings, ([, again]) => {
        const ids = told(again).enrollments.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  test('an event that was routed, and is routed again without being known as handled, writes no line again', () => {
    fc.assert(
      fc.property(life, events => {
        const ordered = inOrder(events);
        const last = ordered.at(-1);
        fc.pre(last !== undefined);
        const lines = routed(last, told(ordered), journeys).changes.filter(
          ({ kind }) => kind === 'line' || kind === 'enroll',
        );
        expect(lines).toEqual([]);
      }),
    );
  });
});
