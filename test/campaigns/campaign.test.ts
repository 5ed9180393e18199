import { beforeAll, describe, expect, test } from 'vitest';
import { publicLine } from '../../engine/account/public-line.ts';
import type { Project } from '../../engine/build/build-project.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import { recognizeLine } from '../../engine/playback/recognize-line.ts';
import { caseProject } from '../../faults/case-project.ts';
import { arrAbove, email, event, journeyOf } from '../journey/plain-journey.ts';
import { account, group, subscriptionCanceled } from '../support/recorded-events.ts';
import { playInBoth, playInMemory } from '../support/two-worlds.ts';

const campaign = (perHour = 1_000, more: Partial<JourneyDefinition> = {}) =>
  journeyOf([email('hello')], {
    id: 'launch',
    enroll: { kind: 'campaign', at: { kind: 'calendar', date: '2026-03-10', time: '10:00' }, perHour },
    audience: arrAbove(10_000),
    reenroll: { kind: 'never' },
    exit: [event('subscription.canceled')],
    ...more,
  });

const playOf = async (project: Project, lines: readonly object[], playIn = playInMemory) => {
  const events = lines
    .map((line, index) => {
      const text = JSON.stringify(line);
      const read = recognizeLine(text);
      if ('what' in read) throw new Error(`${text}: ${read.what}`);
      return { ...read, text, file: 'case', line: index + 1 };
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.line - b.line));
  const played = await playIn({ project, recorded: { events, rejected: [] }, until: '2026-03-12T00:00:00.000Z' });
  expect(played.faults).toEqual([]);
  return played.lines.map(publicLine);
};

const entered = (lines: Awaited<ReturnType<typeof playOf>>) =>
  Object.fromEntries(lines.filter(({ type }) => type === 'enrolled').map(({ account, at }) => [account, at]));

describe('a campaign', () => {
  let lines: Awaited<ReturnType<typeof playOf>>;
  const start = '2026-03-01T08:00:00.000Z';
  const big = { arr: 20_000 };

  beforeAll(async () => {
    lines = await playOf(caseProject([campaign()]), [
      ...account('in-utc', start, big),
      ...account('in-auckland', start, { ...big, timezone: 'Pacific/Auckland' }),
      ...account('in-new-york', start, { ...big, timezone: 'America/New_York' }),
      ...account('small', start, { arr: 10_000 }),
      // Judged at the moment, not before and not after.
      ...account('grew', start, { arr: 1 }),
      group('grew', '2026-03-10T09:59:59.000Z', big),
      ...account('grew-late', start, { arr: 1 }),
      group('grew-late', '2026-03-10T10:00:01.000Z', big),
      ...account('shrank', start, big),
      group('shrank', '2026-03-10T09:59:59.000Z', { arr: 1 }),
      // Known a second before its moment, and a second after it.
      ...account('just-in-time', '2026-03-10T09:59:59.000Z', big),
      ...account('too-late', '2026-03-10T10:00:01.000Z', big),
      // Its zone becomes known on the day: with the moment to come, and with it passed, when the one that it waits for stays.
      ...account('moved-west', start, big),
      group('moved-west', '2026-03-10T08:00:00.000Z', { timezone: 'America/New_York' }),
      ...account('moved-east', start, { ...big, timezone: 'America/New_York' }),
      group('moved-east', '2026-03-10T12:30:00.000Z', { timezone: 'UTC' }),
      ...account('left', start, big),
      subscriptionCanceled('left', '2026-03-09T12:00:00.000Z'),
    ]);
  }, 60_000);

  test('takes in each account of its segment at its own time, known by then and judged then', () => {
    expect(entered(lines)).toEqual({
      'in-auckland': '2026-03-09T21:00:00Z',
      'in-utc': '2026-03-10T10:00:00Z',
      grew: '2026-03-10T10:00:00Z',
      'just-in-time': '2026-03-10T10:00:00Z',
      'in-new-york': '2026-03-10T14:00:00Z',
      'moved-west': '2026-03-10T14:00:00Z',
      'moved-east': '2026-03-10T14:00:00Z',
    });
  });

  test('is begun by its name, and sends what its steps say', () => {
    const of = lines.filter(({ account, type }) => account === 'in-utc' && type !== 'completed');
    expect(of).toMatchObject([
      { type: 'enrolled', journey: 'launch', trigger: 'campaign' },
      { type: 'touch', step: 'hello' },
    ]);
  });
});

describe('a campaign that takes in so many accounts an hour', () => {
  test('goes on hour by hour until all are in, each once', async () => {
    const names = Array.from({ length: 7 }, (_, index) => `acme-${index}`);
    const lines = await playOf(
      caseProject([campaign(3)]),
      names.flatMap(name => account(name, '2026-03-01T08:00:00.000Z', { arr: 20_000 })),
      playInBoth,
    );
    const hours = Map.groupBy(Object.entries(entered(lines)), ([, at]) => at.slice(0, 13));
    expect([...hours.values()].map(({ length }) => length).every(count => count <= 3)).toBe(true);
    expect(hours.get('2026-03-10T10')).toHaveLength(3);
    expect(
      lines
        .filter(({ type }) => type === 'enrolled')
        .map(({ account }) => account)
        .sort(),
    ).toEqual(names.toSorted());
    expect([...hours.keys()].sort().at(-1)?.slice(0, 10)).toBe('2026-03-10');
  }, 60_000);
});

describe('a campaign whose time had passed when it was deployed', () => {
  test('takes in no account, and nothing waits for it', async () => {
    const passed = campaign(1_000, {
      enroll: { kind: 'campaign', at: { kind: 'instant', at: '2026-02-28T10:00:00.000Z' }, perHour: 10 },
    });
    const lines = await playOf(caseProject([passed]), account('acme', '2026-03-01T08:00:00.000Z', { arr: 20_000 }));
    expect(lines).toEqual([]);
  });
});
