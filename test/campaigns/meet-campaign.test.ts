import { expect, test } from 'vitest';
import { meetOf } from '../../engine/account/operator-events.ts';
import { countCampaign } from '../../engine/operate/meet-campaign.ts';
import { arrAbove, email, journeyOf } from '../journey/plain-journey.ts';
import { aSnapshot, routed } from '../support/routed.ts';
import { someProfile } from '../support/touch.ts';

const campaign = journeyOf([email('hello')], {
  id: 'launch',
  enroll: { kind: 'campaign', at: { kind: 'calendar', date: '2026-03-10', time: '10:00' }, perHour: 10 },
  audience: arrAbove(10_000),
});
const now = '2026-03-09T12:00:00.000Z';

test('an account that does nothing waits for a campaign once it was asked to, and nothing else changes', () => {
  const { changes, effects } = routed(meetOf('acme', 'launch', now), aSnapshot(), [campaign], { now });
  expect(changes.map(({ kind }) => kind)).toEqual(['evaluation']);
  expect(changes).toMatchObject([{ evaluation: { moments: { launch: '2026-03-10T10:00:00.000Z' } } }]);
  expect(effects).toEqual([]);
});

test('asked after its moment it waits for nothing', () => {
  const late = '2026-03-10T10:00:00.000Z';
  const { changes } = routed(meetOf('acme', 'launch', late), aSnapshot(), [campaign], { now: late });
  expect(JSON.stringify(changes)).not.toContain('moments');
});

test('who has not met it is told apart from who waits, has left, or is too late by their own clock', async () => {
  const record = (account: string, traits = {}, moments?: Record<string, string>) => ({
    account,
    profile: someProfile({ arr: 20_000, ...traits }, { account }),
    ...(moments && { evaluation: { account, signals: {}, revision: 1, moments } }),
    enrollments: [],
    revenue: [],
    tasks: [],
    health: [],
    usage: aSnapshot().usage,
  });
  const records = [
    record('waits', {}, { launch: '2026-03-10T10:00:00.000Z' }),
    record('unmet'),
    record('unmet-and-small', { arr: 10_000 }),
    record('other', {}, { another: '2026-03-10T10:00:00.000Z' }),
    record('left', { status: 'canceled' }),
    record('too-late', { timezone: 'Pacific/Kiritimati' }),
  ];
  const count = await countCampaign(
    campaign,
    (async function* () {
      yield* records;
    })(),
    '2026-03-09T20:00:00.000Z',
  );
  expect(count).toEqual({ accounts: 5, inSegment: 4, waiting: 1, unmet: ['other', 'unmet', 'unmet-and-small'] });
});
