import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Billing } from '../../engine/account/account.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { applyBilling, noBilling } from '../../engine/billing/billing-state.ts';
import { endOfCustomer } from '../../engine/billing/subscription-state.ts';
import { subscriptionWords } from '../../engine/billing/subscription-words.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { anEvent } from '../support/journeys.ts';

const at = (minute: number) => plusSeconds('2026-03-01T00:00:00.000Z', minute * 60);
const tell = (name: string, minute: number, subscription: string, fields: DomainEvent['fields'] = {}) =>
  anEvent(name, { occurredAt: at(minute), fields: { subscription, plan: 'team', ...fields } });
const begins = (minute: number, id: string, status = 'active', more: DomainEvent['fields'] = {}) =>
  tell(status === 'active' ? 'subscription.started' : 'subscription.changed', minute, id, { status, ...more });
const exists = (minute: number, id: string) => tell('subscription.observed', minute, id, { status: 'incomplete' });
const ends = (minute: number, id: string, more: DomainEvent['fields'] = {}) =>
  tell('subscription.ended', minute, id, { status: 'canceled', ...more });

const told = (events: readonly DomainEvent[], before: Billing = noBilling) =>
  events.reduce<{ billing: Billing; facts: string[] }>(
    ({ billing, facts }, event) => {
      const step = applyBilling({ billing, attributes: {} }, event);
      return { billing: step.billing, facts: [...facts, ...step.events.map(({ name }) => name)] };
    },
    { billing: before, facts: [] },
  );
const factsOf = (...events: DomainEvent[]) => told(events).facts;
const wordsOf = (events: readonly DomainEvent[], arePricesNamed = false) =>
  Object.fromEntries(
    Object.entries(subscriptionWords(told(events).billing, arePricesNamed)).map(([name, { value }]) => [name, value]),
  );

describe('a customer', () => {
  test('leaves with the last subscription that ran, not with one of several', () => {
    const two = [begins(1, 'a'), begins(2, 'b')];
    expect(factsOf(...two, ends(3, 'a')).at(-1)).toBe('subscription.ended');
    expect(factsOf(...two, ends(3, 'a'), ends(4, 'b')).slice(-2)).toEqual([
      'subscription.canceled',
      'subscription.ended',
    ]);
  });

  test('stays when another subscription than is known ends, as long as one runs', () => {
    expect(factsOf(begins(1, 'new'), ends(2, 'old'))).toEqual(['subscription.started', 'subscription.ended']);
    expect(factsOf(ends(2, 'only'))).toEqual(['subscription.canceled', 'subscription.ended']);
  });

  test('never had a subscription whose first payment never came', () => {
    expect(factsOf(exists(1, 'a'), ends(2, 'a'))).toEqual(['subscription.observed']);
    expect(wordsOf([exists(1, 'a'), ends(2, 'a')])).toEqual({});
    expect(factsOf(exists(1, 'a'), begins(2, 'b'), ends(3, 'b'))).toContain('subscription.canceled');
    expect(factsOf(exists(1, 'a'), begins(2, 'a', 'incomplete_expired'))).not.toContain('subscription.canceled');
    expect(factsOf(begins(1, 'a'), begins(2, 'a', 'incomplete_expired'))).toContain('subscription.canceled');
  });

  test('who has a running subscription after all is back, whichever event says so, and not before the end', () => {
    const back = (event: DomainEvent) =>
      applyBilling({ billing: told([ends(3, 'old')]).billing, attributes: {} }, event).events.map(
        ({ name, occurredAt }) => [name, occurredAt],
      );
    expect(back(begins(2, 'new'))).toEqual([['subscription.started', at(3)]]);
    expect(back(begins(4, 'new'))).toEqual([['subscription.started', at(4)]]);
    for (const name of ['subscription.changed', 'subscription.observed'])
      expect(back(tell(name, 2, 'new', { status: 'past_due' }))).toEqual([
        ['subscription.started', at(3)],
        [name, at(2)],
      ]);
    expect(back(tell('subscription.observed', 4, 'new', { status: 'incomplete' }))).toHaveLength(1);
    expect(back(begins(4, 'new', 'trialing'))).toEqual([['subscription.changed', at(4)]]);
  });

  test('whose subscription runs is back since their end was told, in whatever order lines come', () => {
    const life = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      from: fc.nat(20),
      lasts: fc.option(fc.integer({ min: 1, max: 20 })),
      begin: fc.constantFrom('subscription.started', 'subscription.changed', 'subscription.observed'),
    });
    const lines = fc.uniqueArray(life, { selector: ({ id }) => id, minLength: 1 }).chain(lives =>
      fc.shuffledSubarray(
        lives.flatMap(({ id, from, lasts, begin }) => [
          tell(begin, from, id, { status: 'active' }),
          ...(lasts === null ? [] : [ends(from + lasts, id)]),
        ]),
        { minLength: 1 },
      ),
    );
    fc.assert(
      fc.property(lines, events => {
        let billing = noBilling;
        const facts: DomainEvent[] = [];
        for (const event of events) {
          const step = applyBilling({ billing, attributes: {} }, event);
          billing = step.billing;
          facts.push(...step.events);
        }
        const left = facts.findLastIndex(({ name }) => name === 'subscription.canceled');
        const back = facts
          .slice(left + 1)
          .some(
            ({ name, occurredAt }) => name === 'subscription.started' && occurredAt >= `${facts[left]?.occurredAt}`,
          );
        if (left >= 0) expect(back).toBe(endOfCustomer(billing) === undefined);
      }),
    );
  });

  test('is told to have left once, however often it is said', () => {
    expect(
      factsOf(begins(1, 'a'), ends(2, 'a'), ends(3, 'a')).filter(name => name === 'subscription.canceled'),
    ).toHaveLength(1);
  });

  test('may have a subscription of any name and status', () => {
    for (const id of ['constructor', '__proto__', 'toString']) {
      const events = [begins(1, id), tell('subscription.changed', 2, id, { status: 'constructor' }), ends(3, id)];
      expect(factsOf(...events).slice(-2)).toEqual(['subscription.canceled', 'subscription.ended']);
    }
  });

  test('comes back with a subscription that begins anew', () => {
    const back = [begins(1, 'a'), ends(2, 'a'), begins(3, 'a')];
    expect(wordsOf(back).status).toBe('active');
    expect(factsOf(...back, ends(2, 'a'))).toEqual(factsOf(...back));
    expect(factsOf(...back, ends(9, 'a')).slice(-2)).toEqual(['subscription.canceled', 'subscription.ended']);
  });
});

describe('a trial ends', () => {
  const trial = begins(1, 'a', 'trialing', { endsAt: at(20_000) });
  test.each<[string, DomainEvent[]]>([
    ['by its cancellation', [trial, ends(2, 'a')]],
    ['by the cancellation of one that was never told', [ends(2, 'a', { endsAt: at(20_000) })]],
    ['by expiring', [trial, begins(2, 'a', 'incomplete_expired')]],
    ['by running out', [trial, ends(20_005, 'a', { endsAt: at(20_000) })]],
    ['by a subscription', [trial, begins(2, 'a')]],
    ['by a subscription, as the event says', [begins(2, 'a', 'active', { before: 'trialing' })]],
    ['by a payment that fails', [trial, begins(2, 'a', 'past_due')]],
    ['by a pause for want of a card', [trial, begins(2, 'a', 'paused')]],
    ['by a pause of one that was never told', [begins(20_001, 'a', 'paused', { endsAt: at(20_000) })]],
  ])('%s', (_, events) => {
    expect(factsOf(...events).filter(name => name === 'trial.ended')).toHaveLength(1);
  });

  test('with the last of several, unless nobody told of its end', () => {
    const other = begins(1, 'b', 'trialing', { endsAt: at(40_000) });
    expect(factsOf(trial, other, ends(2, 'a'))).not.toContain('trial.ended');
    expect(factsOf(trial, other, begins(2, 'b', 'past_due'))).not.toContain('trial.ended');
    expect(factsOf(trial, other, ends(2, 'a'), ends(3, 'b')).filter(name => name === 'trial.ended')).toHaveLength(1);
    expect(factsOf(trial, other, ends(20_001, 'b'))).toContain('trial.ended');
  });

  test('once only, and not with a subscription that was paid for', () => {
    expect(
      factsOf(trial, begins(2, 'a'), begins(3, 'a', 'past_due'), ends(4, 'a')).filter(name => name === 'trial.ended'),
    ).toHaveLength(1);
    expect(factsOf(ends(50_000, 'a', { endsAt: at(20_000) }))).not.toContain('trial.ended');
    expect(factsOf(begins(50_000, 'a', 'active', { endsAt: at(20_000) }))).not.toContain('trial.ended');
  });
});

describe('what subscriptions say together', () => {
  test('is the best state of any, the sum of seats, and that the customer leaves when all of them do', () => {
    const seats = (count: number) => ({ seats: count, cancelScheduled: false });
    const both = [begins(1, 'a', 'past_due', seats(5)), begins(2, 'b', 'active', seats(3))];
    expect(wordsOf(both)).toEqual({ status: 'active', seats: 8, cancelScheduled: false });
    const one = begins(3, 'a', 'past_due', { seats: 5, cancelScheduled: true });
    expect(wordsOf([...both, one]).cancelScheduled).toBe(false);
    expect(wordsOf([...both, one, ends(4, 'b')])).toEqual({ status: 'past_due', seats: 5, cancelScheduled: true });
  });

  test('is no number of seats where prices differ and the catalog does not say which are seats', () => {
    const mixed = [begins(1, 'a', 'active', { seats: 5 }), begins(2, 'b', 'active', { seats: 1, plan: 'rooms' })];
    expect(wordsOf(mixed).seats).toBeNull();
    expect(wordsOf(mixed, true).seats).toBe(6);
    expect(wordsOf([begins(1, 'a', 'active', { seats: null })], true).seats).toBeNull();
  });

  test("is an ongoing trial's date as it was last told, or when the trial was over", () => {
    const trial = (minute: number, end: number) => begins(minute, 'a', 'trialing', { endsAt: at(end) });
    expect(wordsOf([trial(1, 9000), trial(2, 20_000)]).trialEndsAt).toBe(at(20_000));
    expect(wordsOf([trial(2, 20_000), trial(1, 9000)]).trialEndsAt).toBe(at(20_000));
    expect(wordsOf([trial(1, 9000), ends(30, 'a')]).trialEndsAt).toBe(at(30));
    expect(wordsOf([trial(1, 9000), begins(40, 'a')]).trialEndsAt).toBe(at(40));
    const long = tell('subscription.changed', 20_000, 'a', { status: 'active', endsAt: at(9000) });
    expect(subscriptionWords(told([long]).billing, false).trialEndsAt).toEqual({ value: at(9000), at: at(9000) });
  });
});

/** A subscription's life: it may wait for its first payment, be on trial, run, be late, end, and be updated after it. */
const life = (id: string): fc.Arbitrary<{ id: string; states: string[] }> =>
  fc
    .tuple(
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom<string[]>([], ['active'], ['active', 'past_due', 'active']),
      fc.nat({ max: 2 }),
    )
    .map(([waits, tries, runs, ends]) => ({
      id,
      states: [
        ...(waits ? ['incomplete'] : []),
        ...(tries ? ['trialing'] : []),
        ...runs,
        ...Array.from({ length: ends }, () => (tries || runs.length > 0 ? 'canceled' : 'incomplete_expired')),
      ],
    }));

const eventOf = (id: string, status: string, minute: number): DomainEvent =>
  status === 'canceled'
    ? ends(minute, id)
    : status.startsWith('incomplete')
      ? tell('subscription.observed', minute, id, { status })
      : begins(minute, id, status);

/** Interleaves several lives; each subscription's own order is kept. */
const lives: fc.Arbitrary<DomainEvent[]> = fc.tuple(...['a', 'b', 'c', 'd'].map(life)).chain(all => {
  const turns = all.flatMap(({ id, states }) => states.map(() => id));
  return fc.shuffledSubarray(turns, { minLength: turns.length }).map(order => {
    const left = new Map(all.map(({ id, states }) => [id, [...states]]));
    return order.map((id, index) => eventOf(id, left.get(id)?.shift() ?? 'active', index + 1));
  });
});

const isRunning = (status: string) => !status.startsWith('incomplete') && status !== 'canceled';
/** The customer's state by definition, from all events of each subscription. */
const model = (events: readonly DomainEvent[]) => {
  const last = new Map(events.map(({ fields }) => [fields.subscription, String(fields.status)]));
  return {
    isCustomer: [...last.values()].some(isRunning),
    hasLeft: ![...last.values()].some(isRunning) && [...last.values()].includes('canceled'),
  };
};

describe('however many subscriptions an account has', () => {
  test('the customer leaves if and only if the last one that ran ends, and at that moment', () => {
    fc.assert(
      fc.property(lives, events => {
        let billing = noBilling;
        events.forEach((event, index) => {
          const before = model(events.slice(0, index));
          const after = model(events.slice(0, index + 1));
          const step = applyBilling({ billing, attributes: {} }, event);
          const left = step.events.filter(({ name }) => name === 'subscription.canceled');
          expect(left).toHaveLength(before.isCustomer && after.hasLeft ? 1 : 0);
          expect(left.every(({ occurredAt }) => occurredAt === event.occurredAt)).toBe(true);
          expect(endOfCustomer(step.billing) !== undefined).toBe(after.hasLeft);
          ({ billing } = step);
        });
      }),
    );
  });

  test('late, out of order and twice: what remains is the same', () => {
    const twoTellings = lives.chain(events =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })),
    );
    fc.assert(
      fc.property(twoTellings, ([events, again]) => {
        const [ordered, shuffled] = [told(events).billing, told(again).billing];
        expect(endOfCustomer(shuffled)).toBe(endOfCustomer(ordered));
        expect(subscriptionWords(shuffled, true)).toEqual(subscriptionWords(ordered, true));
      }),
    );
  });

  test('fifty are kept, those that run first; of more that run at once none is the last', () => {
    const many = (count: number, event: (minute: number, id: string) => DomainEvent) =>
      Array.from({ length: count }, (_, index) => event(index + 1, `sub_${index}`));
    const ended = told([begins(1, 'runs'), ...many(500, ends)]).billing;
    expect(Object.keys(ended.subscriptions ?? {})).toHaveLength(50);
    expect(ended.subscriptions).toHaveProperty('runs');
    const running = told(many(500, begins)).billing;
    expect(Object.keys(running.subscriptions ?? {})).toHaveLength(50);
    expect(JSON.stringify(running.subscriptions).length).toBeLessThan(20_000);
    const kept = Object.keys(running.subscriptions ?? {});
    const over = told(
      kept.map((id, index) => ends(600 + index, id)),
      running,
    );
    expect(over.facts).not.toContain('subscription.canceled');
  });
});
