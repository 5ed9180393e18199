import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  choicesOfOptOuts,
  importedOptOuts,
  optInNames,
  optInRefused,
  optOutNames,
} from '../../engine/ingest/consent-traits.ts';
import { segmentCall } from '../../engine/ingest/segment-call.ts';
import { usableCall } from '../../engine/ingest/usable-call.ts';
import { catalog } from '../../journeys/catalog.ts';

const text = { title: { en: 'x' }, description: { en: 'x' } };
const topics = {
  guidance: { class: 'lifecycle' as const, ...text },
  news: { class: 'marketing' as const, ...text },
  'product-offers': { class: 'marketing' as const, ...text },
};
const out = (said: unknown) => importedOptOuts(said, topics).topics;
const told = (said: unknown) => importedOptOuts(said, topics).warnings.map(({ message }) => message);

test.each([true, 'true', 'TRUE', ' True ', 'yes', 'Yes', 'y', 1, '1', '*', 'all', [true], ['yes']])(
  '%j opts out of all, silently',
  said => {
    expect(out(said)).toEqual(['*']);
    expect(told(said)).toEqual([]);
  },
);

test.each([
  ['guidance', ['guidance']],
  [' News ', ['news']],
  ['Product Offers', ['product-offers']],
  [
    ['guidance', 'news'],
    ['guidance', 'news'],
  ],
])('%j opts out of what it names', (said, expected) => {
  expect(out(said)).toEqual(expected);
  expect(told(said)).toEqual([]);
});

test.each([false, 'false', 'No', 'n', 0, '0', [false]])('%j does not opt in, and warns', said => {
  expect(out(said)).toEqual([]);
  expect(told(said)).toEqual([expect.stringMatching(/^does not opt in again/)]);
});

test.each([undefined, null, [], [null]])('%j says nothing', said => {
  expect(out(said)).toEqual([]);
  expect(told(said)).toEqual([]);
});

test('an empty text is told, and says nothing', () => {
  expect(out(' ')).toEqual([]);
  expect(told('')).toEqual([expect.stringMatching(/^is empty/)]);
});

test.each(['newz', 'pending', '2026-03-01', 2, {}, { marketing: true }, 'oui'])(
  '%j cannot be read: marketing is held, and it is told',
  said => {
    expect(out(said)).toEqual(['news', 'product-offers']);
    expect(told(said)).toEqual([expect.stringMatching(/^cannot be read, so marketing is held/)]);
  },
);

test('a list holds what is known of it, and marketing for the rest', () => {
  expect(out(['guidance', 'gidance'])).toEqual(['guidance', 'news', 'product-offers']);
  expect(told(['guidance', 'gidance'])).toEqual([expect.stringMatching(/Did you mean "guidance"\?$/)]);
});

test.each(['unsubscribed', 'Unsubscribed', 'UNSUBSCRIBED', 'un_subscribed'])('%s is read as what it is', name => {
  expect(out(choicesOfOptOuts({ name: 'Ada', [name]: 'yes' }))).toEqual(['*']);
});

test.each(optOutNames)('%s is an opt-out of another tool, and a no under it says nothing', name => {
  expect(out(choicesOfOptOuts({ [name.toUpperCase()]: true }))).toEqual(['*']);
  if (name === 'unsubscribed') return;
  expect(choicesOfOptOuts({ [name]: false })).toBeUndefined();
  expect(choicesOfOptOuts({ [name]: true }, { [name]: 'boolean' })).toBeUndefined();
});

test('of two spellings both count, and without any nothing is said', () => {
  expect(out(choicesOfOptOuts({ unsubscribed: false, Unsubscribed: ['news'] }))).toEqual(['news']);
  expect(choicesOfOptOuts({ name: 'Ada' })).toBeUndefined();
});

test('whatever is said, it only opts out of topics that exist, and what is not read is told', () => {
  fc.assert(
    fc.property(fc.jsonValue(), said => {
      const { topics: named, warnings } = importedOptOuts(said, topics);
      expect(named.every(topic => topic === '*' || Object.hasOwn(topics, topic))).toBe(true);
      expect(named.length + warnings.length > 0 || said === null || Array.isArray(said)).toBe(true);
    }),
  );
});

test('a consent that was not given opts out of marketing, under any name of it; one that was given says nothing', () => {
  const noes = [false, 'false', 'No', 0, '0', 'NOT_SUBSCRIBED', 'opted out', 'withdrawn'];
  for (const name of [...optInNames, 'marketingOptIn', 'email_opt_in', 'Accepts Marketing', 'emailOptedIn']) {
    expect(noes.filter(said => !optInRefused({ [name]: said }))).toEqual([]);
    expect(
      [true, 'yes', 1, '', null, undefined, 'SUBSCRIBED', ['news']].filter(said => optInRefused({ [name]: said })),
    ).toEqual([]);
    expect(optInRefused({ [name]: false }, { [name]: 'boolean' })).toBe(false);
  }
  expect(optInRefused({ subscribed: false, newsletter: false, opt: false })).toBe(false);
  const call = {
    type: 'identify',
    messageId: 'm',
    userId: 'u',
    timestamp: '2026-03-02T09:00:00Z',
    traits: { marketingOptIn: false },
  };
  const sent = segmentCall(call);
  const read = 'call' in sent && usableCall(sent.call, { ...catalog.data, topics }).call;
  expect(read).toMatchObject({ optOuts: ['news', 'product-offers'] });
});
