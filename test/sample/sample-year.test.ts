import { expect, test } from 'vitest';
import { sampleDefaults, sampleYear } from '../../engine/sample/sample-year.ts';
import { catalog } from '../../journeys/catalog.ts';

interface Line {
  messageId?: string;
  id?: string;
  type?: string;
  event?: string;
  timestamp?: string;
  receivedAt?: string;
  properties?: { survey?: string; score?: number };
}

const linesOf = (text: string): Line[] =>
  text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Line);

const year = linesOf(sampleYear());

test('the same seed gives the same year, another one another', () => {
  const few = { ...sampleDefaults, accounts: 5 };
  expect(sampleYear(few)).toBe(sampleYear(few));
  expect(sampleYear({ ...few, seed: 2 })).not.toBe(sampleYear(few));
});

test('its lines are in order of arrival, and some of them come twice', () => {
  const arrivals = year.flatMap(({ timestamp, receivedAt }) => receivedAt ?? timestamp ?? []);
  expect(arrivals).toEqual(arrivals.toSorted());
  const ids = year.flatMap(({ messageId }) => messageId ?? []);
  expect(new Set(ids).size).toBeLessThan(ids.length);
});

test('it knows no event that the catalog does not know', () => {
  const known = new Set(Object.keys(catalog.data.events));
  expect([...new Set(year.flatMap(({ event }) => event ?? []))].filter(event => !known.has(event))).toEqual([]);
});

test('people answer all three surveys, with praise and with blame', () => {
  const scores = Map.groupBy(
    year.filter(({ event }) => event === 'Survey Responded'),
    ({ properties }) => properties?.survey,
  );
  expect([...scores.keys()].sort()).toEqual(['ces', 'csat', 'nps']);
  const nps = (scores.get('nps') ?? []).map(({ properties }) => properties?.score ?? -1);
  expect(nps.some(score => score <= 6)).toBe(true);
  expect(nps.some(score => score === 7 || score === 8)).toBe(true);
  expect(nps.some(score => score >= 9)).toBe(true);
});
