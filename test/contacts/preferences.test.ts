import { describe, expect, test } from 'vitest';
import type { Choices } from '../../engine/account/consent.ts';
import { choicesOfWish, topicStates } from '../../engine/contacts/preferences.ts';
import type { Topic } from '../../engine/definition/catalog.ts';
import { optedOutOf } from '../support/touch.ts';

const topics = { news: {} as Topic, guidance: {} as Topic, events: {} as Topic };
const states = (choices: Choices) => topicStates({ choices }, topics).map(({ id, state }) => `${id} ${state}`);

describe('the preferences of a contact', () => {
  test('are on unless it opted out of a topic, or of all', () => {
    expect(states({})).toEqual(['news on', 'guidance on', 'events on']);
    expect(states(optedOutOf('guidance'))).toEqual(['news on', 'guidance off', 'events on']);
    expect(states(optedOutOf('*'))).toEqual(['news off', 'guidance off', 'events off']);
  });

  test('say nothing of other topics when one is given up, and all of them when none is wanted', () => {
    expect(choicesOfWish({ kind: 'none' }, { choices: {} }, topics)).toEqual({ '*': 'out' });
    expect(choicesOfWish({ kind: 'without', topic: 'news' }, { choices: {} }, topics)).toEqual({ news: 'out' });
    expect(choicesOfWish({ kind: 'only', topics: [] }, { choices: {} }, topics)).toEqual({ '*': 'out' });
    expect(choicesOfWish({ kind: 'only', topics: ['unknown'] }, { choices: {} }, topics)).toEqual({ '*': 'out' });
  });

  test('say of each topic whether it is among those wanted', () => {
    expect(
      choicesOfWish({ kind: 'only', topics: ['news', 'events'] }, { choices: optedOutOf('news') }, topics),
    ).toEqual({
      '*': 'in',
      news: 'in',
      guidance: 'out',
      events: 'in',
    });
  });

  test('are locked where the customer’s records or a complaint say no, and no wish changes them', () => {
    const word = { status: 'out', at: '2026-03-01T10:00:00.000Z' } as const;
    for (const source of ['import', 'complaint'] as const) {
      expect(states({ news: { [source]: word } })).toEqual(['news locked', 'guidance on', 'events on']);
      expect(states({ '*': { [source]: word } })).toEqual(['news locked', 'guidance locked', 'events locked']);
    }
    const choices = { news: { import: word } };
    expect(choicesOfWish({ kind: 'only', topics: ['news', 'events'] }, { choices }, topics)).toEqual({
      '*': 'in',
      guidance: 'out',
      events: 'in',
    });
    expect(choicesOfWish({ kind: 'only', topics: ['news'] }, { choices }, topics)).toEqual({ '*': 'out' });
  });
});
