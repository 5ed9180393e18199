import { describe, expect, test } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import type { Routing } from '../../engine/account/routing.ts';
import { usageOf } from '../../engine/account/usage.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import { type Instant, plusSeconds } from '../../engine/kernel/instant.ts';
import type { SignalTrigger } from '../../engine/triggers/signal/trigger.ts';
import { aJourney, anEvent, aUpdate } from '../support/journeys.ts';
import { aSnapshot, fold, routed } from '../support/routed.ts';

const seats = (comparison: 'atLeast' | 'below', value: number): Condition => ({
  kind: 'attribute',
  name: 'seatsUsed',
  comparison,
  value,
});
const crossing: SignalTrigger = { kind: 'signal', when: seats('atLeast', 80), rearm: seats('below', 70) };

const seats80 = (enroll: SignalTrigger = crossing, more: Partial<JourneyDefinition> = {}) =>
  aJourney({ id: 'seats-80', enroll, reenroll: { kind: 'afterEnd' }, exit: [cleared], ...more });

const cleared = {
  kind: 'event',
  event: 'signal.cleared',
  where: [{ field: 'signal', comparison: 'matchesTrigger', value: null }],
} as const;

const unknown: AccountSnapshot = { account: 'acme', contacts: [], enrollments: [], tasks: [], usage: usageOf([]) };

let minutes = 0;
const used = (seatsUsed: number | null): DomainEvent =>
  aUpdate({ seatsUsed }, { occurredAt: plusSeconds('2026-03-10T10:00:00.000Z', 60 * minutes++) });

/** What becomes of an account as its seats are used; each figure with what it did. */
const story = (figures: readonly (number | null)[], start = unknown, journey = seats80()): string[] => {
  let account = start;
  return figures.map(figure => {
    const event = used(figure);
    const routing = routed(event, account, [journey], { now: event.receivedAt });
    account = fold(account, event, [journey]);
    return `${figure}: ${did(routing)}`;
  });
};

const did = ({ reasons }: Routing): string => reasons.map(each => each.did).join(', ') || 'nothing';

describe('a signal', () => {
  test('fires on the way up, once, and again only after it was armed below its other threshold', () => {
    expect(story([79, 80, 81, 75, 80, 70, 85, 69, 80])).toEqual([
      '79: nothing',
      '80: fired, enrolled',
      '81: nothing',
      '75: nothing',
      '80: nothing',
      '70: nothing',
      '85: nothing',
      '69: cleared, exited',
      '80: fired, enrolled',
    ]);
  });

  test('fires for an account that is over the threshold when it becomes known', () => {
    expect(story([90])).toEqual(['90: fired, enrolled']);
  });

  test('neither fires nor clears while its figure is unknown', () => {
    expect(story([80, null, 90, null, 60, null, 80])).toEqual([
      '80: fired, enrolled',
      'null: nothing',
      '90: nothing',
      'null: nothing',
      '60: cleared, exited',
      'null: nothing',
      '80: fired, enrolled',
    ]);
  });

  test('without a rule for that is armed again as soon as it does not hold', () => {
    const enroll: SignalTrigger = { kind: 'signal', when: seats('atLeast', 80) };
    expect(story([80, 79, 80], unknown, seats80(enroll))).toEqual([
      '80: fired, enrolled',
      '79: cleared, exited',
      '80: fired, enrolled',
    ]);
  });

  test('of a journey that is deployed later fires for none of the accounts that are over it already', () => {
    const known = fold(unknown, used(90), []);
    expect(story([95, 60, 80], known)).toEqual(['95: nothing', '60: nothing', '80: fired, enrolled']);
    const below = fold(unknown, used(50), []);
    expect(story([60, 80], below)).toEqual(['60: nothing', '80: fired, enrolled']);
  });

  test('whose rule changes fires for none of the accounts that the new rule finds over it', () => {
    const before = fold(unknown, used(75), [seats80()]);
    const lower = seats80({ kind: 'signal', when: seats('atLeast', 70) });
    expect(story([76, 60, 72], before, lower)).toEqual(['76: nothing', '60: nothing', '72: fired, enrolled']);
  });

  test('tells the numbers that it was judged by, and no text', () => {
    const event = aUpdate({ seatsUsed: 85, name: 'Acme' });
    const when: Condition = {
      kind: 'all',
      of: [seats('atLeast', 80), { kind: 'attribute', name: 'name', comparison: 'exists', value: null }],
    };
    const { changes } = routed(event, unknown, [seats80({ kind: 'signal', when })]);
    const enrolled = changes.flatMap(change => (change.kind === 'enroll' ? [change.enrollment] : []));
    expect(enrolled.map(({ trigger }) => [trigger.event, trigger.fields])).toEqual([
      ['signal', { signal: 'seats-80', seatsUsed: 85 }],
    ]);
  });

  test('says nothing of an account that left', () => {
    const event = anEvent('subscription.canceled', { occurredAt: '2026-03-10T09:00:00.000Z' });
    const gone = fold(fold(unknown, used(60), [seats80()]), event, [seats80()]);
    expect(story([90], gone)).toEqual(['90: nothing']);
  });

  test('looks at an event that it counts at once', () => {
    const when: Condition = {
      kind: 'count',
      event: 'Premium Feature Attempted',
      window: { kind: 'within', days: 14 },
      comparison: 'atLeast',
      value: 3,
    };
    const journey = seats80({ kind: 'signal', when });
    let account = fold(unknown, used(1), [journey]);
    const done = [1, 2, 3, 4].map(day => {
      const event = anEvent('Premium Feature Attempted', { occurredAt: `2026-03-1${day}T09:00:00.000Z` });
      const what = did(routed(event, account, [journey], { now: event.receivedAt }));
      account = fold(account, event, [journey]);
      return what;
    });
    expect(done).toEqual(['nothing', 'nothing', 'fired, enrolled', 'nothing']);
  });
});

const evaluate = (account: AccountSnapshot, at: Instant): DomainEvent =>
  anEvent('daymark.evaluate', {
    id: `daymark:evaluate:acme:${at}`,
    source: 'daymark',
    occurredAt: at,
    fields: { dueAt: account.evaluation?.dueAt ?? '' },
  });

describe('time', () => {
  test('is no usage, and an evaluation that was carried out only starts what it enrolled', () => {
    const journey = seats80({ kind: 'signal', when: { kind: 'not', of: seats('atLeast', 80) }, period: 'week' });
    const account = fold(unknown, used(90), [journey]);
    const event = evaluate(account, '2026-03-16T04:00:00.000Z');
    const below = fold(account, aUpdate({ seatsUsed: 10 }, { occurredAt: '2026-03-11T00:00:00.000Z' }), [journey]);
    const routing = routed(event, below, [journey], { now: event.receivedAt });
    expect(routing.reasons.map(({ did }) => did)).toEqual(['fired', 'enrolled']);

    const after = fold(below, event, [journey], event.receivedAt);
    const again = routed(event, after, [journey], { now: event.receivedAt });
    expect(again).toMatchObject({ changes: [], reasons: [{ because: 'evaluated before' }] });
    expect(again.effects).toEqual(routing.effects);
    expect([...after.usage].map(mark => mark.event)).not.toContain('daymark.evaluate');
  });

  test('looks at every account each Monday between two and three, in its own zone, unless it left', () => {
    const event = aUpdate({ timezone: 'Asia/Tokyo' }, { occurredAt: '2026-03-10T10:00:00.000Z' });
    const account = fold(unknown, event, []);
    expect(account.evaluation?.dueAt).toMatch(/^2026-03-15T17:/);
    expect(account.evaluation?.dueOnce).toBeUndefined();
    const asked = evaluate(account, '2026-03-15T18:00:00.000Z');
    const next = fold(account, asked, [], asked.receivedAt);
    expect(next.evaluation?.dueAt).toBe(account.evaluation?.dueAt?.replace('03-15', '03-22'));

    const gone = fold(next, aUpdate({ status: 'canceled' }, { occurredAt: '2026-03-17T00:00:00.000Z' }), []);
    const last = evaluate(gone, '2026-03-22T18:00:00.000Z');
    expect(fold(gone, last, [], last.receivedAt).evaluation).not.toHaveProperty('dueAt');
  });

  test('looks at an account on the day that a date enrolls it, also when the date moves nearer', () => {
    const renewal = aJourney({
      id: 'renewal',
      enroll: { kind: 'date', attribute: 'renewalAt', days: 91 },
      reenroll: { kind: 'term' },
    });
    const said = (renewalAt: string) => aUpdate({ renewalAt }, { occurredAt: '2026-01-01T00:00:00.000Z' });
    const account = fold(unknown, said('2026-12-01'), [renewal]);
    expect(account.evaluation?.dueOnce).toBe('2026-09-01T00:00:00.000Z');
    const sooner = aUpdate({ renewalAt: '2026-11-01' }, { occurredAt: '2026-01-02T00:00:00.000Z' });
    expect(fold(account, sooner, [renewal]).evaluation?.dueOnce).toBe('2026-08-02T00:00:00.000Z');
  });
});

test('a known account that nothing new is due for writes nothing', () => {
  expect(routed(anEvent('Project Created'), aSnapshot(), [seats80()]).changes).toEqual([]);
});
