import { expect, test } from 'vitest';
import { readPlaybooks } from '../../engine/build/playbooks/read-playbooks.ts';
import { isWorkday, localDate, timeIn } from '../../engine/definition/calendar.ts';
import { calendarOf } from '../../engine/definition/team.ts';
import { instant } from '../../engine/kernel/instant.ts';
import { inventCompany } from '../../engine/sample/company.ts';
import { usualSteps } from '../../engine/sample/owner.ts';
import { seeded } from '../../engine/sample/random.ts';
import { sampleDefaults, sampleYear } from '../../engine/sample/sample-year.ts';
import { catalog } from '../../journeys/catalog.ts';
import { policy } from '../../journeys/policy.ts';
import { team } from '../../journeys/team.ts';
import { topics } from '../../journeys/topics.ts';

interface Line {
  object?: string;
  groupId?: string;
  userId?: string;
  account?: string;
  context?: { groupId: string };
  data?: { object: { currency?: string } };
  messageId?: string;
  id?: string;
  type?: string;
  event?: string;
  timestamp?: string;
  receivedAt?: string;
  properties?: { survey?: string; score?: number; limit?: string };
  traits?: {
    unsubscribed?: string | true;
    name?: string;
    email?: string;
    locale?: string;
    arr?: number;
    plan?: string;
    seats?: number;
    timezone?: string;
  };
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

test('some accounts pay nothing, some of them later do, and large ones are won by a deal', () => {
  const plans = Map.groupBy(
    year.filter(({ traits }) => traits?.plan !== undefined),
    ({ groupId }) => groupId,
  );
  const free = [...plans.values()].filter(([first]) => first?.traits?.plan === 'free');
  expect(free.length).toBeGreaterThan(4);
  expect(free.filter(({ length }) => length === 2).length).toBeGreaterThan(0);
  expect(year.some(({ event }) => event === 'Deal Won')).toBe(true);
});

const accountOf = ({ groupId, context, account }: Line): string | undefined => groupId ?? context?.groupId ?? account;
/** Of each account, what it said when it became known. */
const introduced = year.filter(({ type, traits }) => type === 'group' && traits?.name !== undefined);

test('200 accounts have about 60,000 events', () => {
  expect(new Set(introduced.map(({ groupId }) => groupId)).size).toBe(200);
  expect(new Set(introduced.map(({ traits }) => traits?.name)).size).toBe(200);
  expect(year.length).toBeGreaterThan(57_000);
  expect(year.length).toBeLessThan(68_000);
});

test('they are of many sizes: a few large ones, and many that are hardly seen', () => {
  const sizes = [...Map.groupBy(year, accountOf)].map(([, own]) => own.length).sort((a, b) => b - a);
  const share = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0) / year.length;
  expect(share(sizes.slice(0, 20))).toBeGreaterThan(0.25);
  expect(share(sizes.slice(100))).toBeLessThan(0.25);
  const seats = new Set(introduced.map(({ traits }) => traits?.seats));
  for (const size of [undefined, 2, 3, 5, 12]) expect(seats).toContain(size);
});

test('no account lives the weeks of another', () => {
  const weekOf = ({ timestamp = '' }: Line) => Math.floor(Date.parse(timestamp) / (7 * 86_400_000));
  const usage = Map.groupBy(
    year.filter(({ type }) => type === 'track'),
    accountOf,
  );
  const lives = [...usage.values()].map(own =>
    JSON.stringify([...Map.groupBy(own, weekOf)].map(([week, { length }]) => [week, length])),
  );
  expect(new Set(lives).size).toBe(usage.size);
});

test('the usage of an account differs from week to week', () => {
  const weeks = Map.groupBy(
    year.filter(({ type }) => type === 'track'),
    line => `${accountOf(line)} ${Math.floor(Date.parse(line.timestamp ?? '') / (7 * 86_400_000))}`,
  );
  const counts = [...weeks.values()].map(({ length }) => length).sort((a, b) => a - b);
  const at = (share: number) => counts[Math.floor(share * counts.length)] ?? 0;
  expect([at(0.1) <= 3, at(0.5) <= 10, at(0.99) >= 25]).toEqual([true, true, true]);
});

test('people come from everywhere, and all of them can be reached', () => {
  const people = year.filter(({ type }) => type === 'identify');
  const names = people.flatMap(({ traits }) => traits?.name ?? []);
  for (const letters of [/[äöüß]/, /[łńś]/, /[ãçê]/, /\p{Script=Han}/u, /[ẹọṣ]/u, /’/, /^[\x20-\x7e]+$/])
    expect(
      names.some(name => letters.test(name.normalize('NFC'))),
      String(letters),
    ).toBe(true);
  const addresses = people.flatMap(({ traits }) => traits?.email ?? []);
  expect(addresses.filter(address => !/^[a-z]+\.[a-z]+\d+@[a-z0-9-]+\.example$/.test(address))).toEqual([]);
  expect(new Set(introduced.map(({ traits }) => traits?.timezone)).size).toBeGreaterThan(15);
});

test('they read English or German, and pay in three currencies', () => {
  const languages = new Set(introduced.map(({ traits }) => traits?.locale?.slice(0, 2)));
  expect(languages).toEqual(new Set(['en', 'de']));
  const currencies = year.flatMap(({ data }) => data?.object.currency ?? []);
  expect(new Set(currencies)).toEqual(new Set(['usd', 'eur', 'gbp']));
});

test('accounts that are told of elsewhere are there', () => {
  const ids = introduced.map(({ groupId }) => groupId);
  for (const id of ['quarry-labs', 'copper-labs', 'cedar-labs', 'saffron-labs', 'juniper-works'])
    expect(ids).toContain(id);
});

test('a larger sample has the same accounts, and further ones', () => {
  const more = new Set(sampleYear({ ...sampleDefaults, accounts: 4 }).split('\n'));
  const some = sampleYear({ ...sampleDefaults, accounts: 3 }).split('\n');
  expect(some.filter(line => !more.has(line))).toEqual([]);
  expect(more.size).toBeGreaterThan(some.length);
});

test('however many there are, each has an id of its own', () => {
  const ids = Array.from({ length: 900 }, (_, number) => inventCompany(number, seeded(number)).id);
  expect(new Set(ids).size).toBe(900);
  expect(ids.filter(id => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
});

test('they tick steps that the playbooks have, and hand tasks over', async () => {
  const { playbooks } = await readPlaybooks('playbooks');
  const steps = (id: string) => playbooks.find(each => each.for?.reasons?.includes(id))?.steps.map(step => step.id);
  for (const [reason, ticked] of Object.entries(usualSteps)) {
    const known = steps(reason) ?? playbooks.flatMap(playbook => playbook.steps.map(({ id }) => id));
    expect(known).toEqual(expect.arrayContaining([...ticked]));
  }
  const actions = year.filter(({ type }) => type === 'task').map(({ action }) => action);
  expect(new Set(actions)).toEqual(new Set(['acknowledge', 'snooze', 'tick', 'reassign', 'resolve']));
});
