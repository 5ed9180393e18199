import { expect, test } from 'vitest';
import { isWorkday, localDate, timeIn } from '../../engine/definition/calendar.ts';
import { calendarOf } from '../../engine/definition/team.ts';
import { instant } from '../../engine/kernel/instant.ts';
import { sampleDefaults, sampleYear } from '../../engine/sample/sample-year.ts';
import { catalog } from '../../journeys/catalog.ts';
import { policy } from '../../journeys/policy.ts';
import { team } from '../../journeys/team.ts';
import { topics } from '../../journeys/topics.ts';

interface Line {
  messageId?: string;
  id?: string;
  type?: string;
  event?: string;
  timestamp?: string;
  receivedAt?: string;
  properties?: { survey?: string; score?: number; limit?: string };
  traits?: { unsubscribed?: string | true };
  eventType?: string;
  bounce?: { bounceType: string };
  action?: string;
  outcome?: string;
  by?: string;
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

test('its CSMs are of the team, and work in their hours', () => {
  const actions = year.filter(({ type }) => type === 'task');
  const known = team.map(({ id }) => id);
  expect(actions.filter(({ by = '' }) => !known.includes(by))).toEqual([]);
  const outOfHours = actions.filter(({ by = '', timestamp = '' }) => {
    const calendar = calendarOf(by, team, policy.businessCalendar);
    const time = timeIn(instant(timestamp), calendar.timezone).slice(0, 5);
    const isOpen = time >= calendar.opens && time <= calendar.closes;
    return !isOpen || !isWorkday(localDate(instant(timestamp), calendar.timezone), calendar);
  });
  expect(outOfHours).toEqual([]);
});

test('they take tasks up, put some off, and call some false alarms', () => {
  const actions = year.filter(({ type }) => type === 'task');
  expect(new Set(actions.map(({ action }) => action))).toEqual(new Set(['acknowledge', 'snooze', 'resolve']));
  const outcomes = new Set(actions.flatMap(({ outcome }) => outcome ?? []));
  for (const outcome of ['plan_agreed', 'contacted_no_response', 'churn_confirmed', 'false_positive', 'not_actionable'])
    expect(outcomes).toContain(outcome);
});

test('not all mail is welcome, and not all of it arrives', () => {
  const told = new Set(year.flatMap(({ eventType, bounce }) => (eventType ? [bounce?.bounceType ?? eventType] : [])));
  expect(told).toEqual(new Set(['Click', 'Complaint', 'Permanent', 'Transient', 'DeliveryDelay']));
  const optedOut = year.flatMap(({ traits }) => traits?.unsubscribed ?? []);
  expect(optedOut.length).toBeGreaterThan(3);
  expect(optedOut.filter(topic => topic !== true && !Object.hasOwn(topics, topic))).toEqual([]);
});

test('both limits of a plan are met within the year', () => {
  const limits = year.flatMap(({ event, properties }) => (event === 'Limit Approached' ? properties?.limit : []));
  expect(new Set(limits)).toEqual(new Set(['api', 'storage']));
});
