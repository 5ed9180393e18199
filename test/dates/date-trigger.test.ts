import { beforeAll, describe, expect, test } from 'vitest';
import { publicLine } from '../../engine/account/public-line.ts';
import { recognizeLine } from '../../engine/playback/recognize-line.ts';
import { caseProject } from '../../faults/case-project.ts';
import { arrAbove, email, event, journeyOf } from '../journey/plain-journey.ts';
import { account, group } from '../support/recorded-events.ts';
import { playInBoth } from '../support/two-worlds.ts';

// The day of 2026-06-09 is 2026-03-10.
const renewal = journeyOf([email('hello')], {
  id: 'renewal',
  enroll: { kind: 'date', attribute: 'renewalAt', days: 91 },
  audience: arrAbove(10_000),
  reenroll: { kind: 'term' },
  exit: [event('subscription.canceled')],
});

const playOf = async (lines: readonly object[]) => {
  const events = lines
    .map((line, index) => {
      const text = JSON.stringify(line);
      const read = recognizeLine(text);
      if ('what' in read) throw new Error(`${text}: ${read.what}`);
      return { ...read, text, file: 'case', line: index + 1 };
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.line - b.line));
  const project = caseProject([renewal]);
  const played = await playInBoth({
    project,
    recorded: { events, rejected: [] },
    until: '2026-05-01T00:00:00.000Z',
  });
  expect(played.faults).toEqual([]);
  return played.lines.map(publicLine);
};

describe('a date trigger with an audience', () => {
  let lines: Awaited<ReturnType<typeof playOf>>;
  const start = '2026-03-01T08:00:00.000Z';
  const late = '2026-03-20T08:10:00.000Z';
  const big = { arr: 20_000 };
  const renewalAt = '2026-06-09';
  const again = group('grew-late', '2026-03-11T12:00:00.000Z', big);

  beforeAll(async () => {
    lines = await playOf([
      ...account('in-utc', start, { ...big, renewalAt }),
      ...account('in-tokyo', start, { ...big, renewalAt, timezone: 'Asia/Tokyo' }),
      ...account('small', start, { arr: 1, renewalAt }),
      // Judged once its day began, and neither before nor after: not by a weekly look, a call that comes again, or the date said again.
      ...account('grew', start, { arr: 1, renewalAt }),
      group('grew', '2026-03-09T23:30:00.000Z', big),
      ...account('grew-late', start, { arr: 1, renewalAt }),
      again,
      { ...again, timestamp: '2026-03-25T12:00:00.000Z' },
      group('grew-late', '2026-03-26T12:00:00.000Z', { ...big, renewalAt }),
      ...account('shrank-late', start, { ...big, renewalAt }),
      group('shrank-late', '2026-03-11T12:00:00.000Z', { arr: 1 }),
      // Its day is another one once its date moves within the term.
      ...account('moved', start, { arr: 1, renewalAt }),
      group('moved', '2026-03-11T12:00:00.000Z', { ...big, renewalAt: '2026-06-20' }),
      // Known on the day or later, in one call or in several of one hour.
      ...account('late', late, { ...big, renewalAt }),
      ...account('late-in-two', late, { renewalAt }),
      group('late-in-two', '2026-03-20T08:40:00.000Z', big),
      ...account('late-and-small', late, { renewalAt }),
      group('late-and-small', '2026-03-20T09:40:00.000Z', big),
      ...account('too-late', '2026-04-20T08:10:00.000Z', { ...big, renewalAt: '2026-04-19' }),
    ]);
  }, 60_000);

  test('takes in each account that the audience holds for on its day, or when the date becomes known later', () => {
    const entered = lines.filter(({ type }) => type === 'enrolled').map(({ account, at }) => [account, at]);
    expect(Object.fromEntries(entered)).toEqual({
      'in-tokyo': '2026-03-09T15:00:00Z',
      'in-utc': '2026-03-10T00:00:00Z',
      grew: '2026-03-10T00:00:00Z',
      'shrank-late': '2026-03-10T00:00:00Z',
      late: '2026-03-20T08:10:00Z',
      'late-in-two': '2026-03-20T09:00:00Z',
      moved: '2026-03-21T00:00:00Z',
    });
    expect(entered).toHaveLength(7);
  });

  test('sends what its steps say', () => {
    const sent = lines.filter(({ type, outcome }) => type === 'touch' && outcome === 'sent');
    expect(sent.map(({ account }) => account)).toContain('late-in-two');
  });
});
