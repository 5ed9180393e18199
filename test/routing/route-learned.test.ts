import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '../../engine/account/event.ts';
import { learnedChanges } from '../../engine/routing/route-learned.ts';
import { anEvent } from '../support/journeys.ts';
import { anActiveEnrollment } from '../support/touch.ts';

const failed = (fields: DomainEvent['fields'] = {}, name = 'payment.failed') =>
  anEvent(name, { fields: { invoice: 'in_1', ...fields } });
const learns = (facts: readonly DomainEvent[], known: DomainEvent['fields'] = {}) =>
  learnedChanges(
    anActiveEnrollment({
      trigger: { event: 'payment.failed', fields: { invoice: 'in_1', decline: 'unknown', amount: 4900, ...known } },
    }),
    facts,
  );

describe('an enrollment learns', () => {
  test.each(['payment.failed', 'payment.action_required', 'invoice.changed'])(
    'from %s why its payment failed, and what is owed',
    name => {
      expect(learns([anEvent('Signed In'), failed({ decline: 'hard', amount: 900 }, name)])).toEqual([
        { kind: 'learn', enrollment: 'onboarding-1', fields: { decline: 'hard', amount: 900 } },
      ]);
    },
  );

  test.each<[string, DomainEvent['fields'], DomainEvent['fields'], DomainEvent['fields']]>([
    ['only the reason, where the amount is the same', { decline: 'hard', amount: 4900 }, {}, { decline: 'hard' }],
    [
      'only the amount, where the reason is the same',
      { decline: 'soft', amount: 1 },
      { decline: 'soft' },
      { amount: 1 },
    ],
    [
      'only the amount, where no reason is known',
      { decline: 'unknown', amount: 1 },
      { decline: 'soft' },
      { amount: 1 },
    ],
    ['that the subscription had ended', { subscriptionEnded: true }, {}, { subscriptionEnded: true }],
    ['that nothing is owed', { amount: 0 }, {}, { amount: 0 }],
    [
      'what it did not know',
      { decline: 'soft', amount: 1 },
      { decline: null, amount: null },
      { decline: 'soft', amount: 1 },
    ],
  ])('%s', (_, said, known, fields) => {
    expect(learns([failed(said)], known)).toEqual([{ kind: 'learn', enrollment: 'onboarding-1', fields }]);
  });

  test('from the first of several', () => {
    expect(learns([failed({ amount: 1 }), failed({ amount: 2 })])).toMatchObject([{ fields: { amount: 1 } }]);
  });
});

describe('it learns nothing', () => {
  test.each<[string, DomainEvent[], DomainEvent['fields']]>([
    ['from no events', [], {}],
    ['from what it knows', [failed({ decline: 'soft', amount: 4900 })], { decline: 'soft' }],
    ['from an end that it knows of', [failed({ subscriptionEnded: true })], { subscriptionEnded: true }],
    ['from what says neither', [failed()], {}],
    ['from a payment', [failed({ amount: 1 }, 'payment.succeeded')], {}],
    ['from another event about its invoice', [failed({ amount: 1 }, 'invoice.issued')], {}],
    ['from a failure of another invoice', [failed({ invoice: 'in_2', amount: 1 })], {}],
    ['from a failure of no invoice, about none', [failed({ invoice: null, amount: 1 })], { invoice: null }],
    ['from a failure with an empty invoice, about none', [failed({ invoice: '', amount: 1 })], { invoice: '' }],
  ])('%s', (_, facts, known) => {
    expect(learns(facts, known)).toEqual([]);
  });
});
