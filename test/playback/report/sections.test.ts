import { expect, test } from 'vitest';
import type { HealthRecord } from '../../../engine/account/health-state.ts';
import type { TimelineEntry, TimelineLine } from '../../../engine/account/timeline.ts';
import { healthSection } from '../../../engine/playback/report/health-section.ts';
import { journeysSection } from '../../../engine/playback/report/journeys-section.ts';
import { storiesSection, storiesTitle } from '../../../engine/playback/report/stories-section.ts';
import { touchesSection } from '../../../engine/playback/report/touches-section.ts';

const line = (at: string, journey: string, entry: TimelineEntry, account = 'acme'): TimelineLine => ({
  at: `${at}:00.000Z`,
  account,
  journey,
  enrollment: `${journey}-${account}`,
  key: at,
  entry,
});

const mail = (step: string, to: string, more: Partial<Extract<TimelineEntry, { type: 'touch' }>> = {}) =>
  ({ type: 'touch', step, channel: 'email', outcome: 'sent', to, ...more }) as const;

const rowsOf = (section: string) => section.split('\n').map(row => row.trim().split(/ {2,}/));

test('the busiest journey comes first, and why accounts left one is told below', () => {
  const lines = [
    line('2026-03-01T09:00', 'renewal', { type: 'enrolled', trigger: 'renewalAt' }),
    line('2026-03-01T09:00', 'onboarding', { type: 'enrolled', trigger: 'Account Created' }),
    line('2026-03-01T09:00', 'onboarding', { type: 'enrolled', trigger: 'Account Created' }, 'umbrella'),
    line('2026-03-31T09:00', 'onboarding', { type: 'completed', goal: 'reached' }),
    line('2026-03-31T09:00', 'onboarding', { type: 'exited', reason: 'subscription.canceled' }, 'umbrella'),
  ];
  expect(rowsOf(journeysSection(lines, ['onboarding', 'renewal', 'silence']))).toEqual([
    ['Journey', 'enrolled', 'completed', 'exited', 'failed', 'running', 'goal reached'],
    ['onboarding', '2', '1', '1', '·', '·', '1 of 1'],
    ['renewal', '1', '·', '·', '·', '1'],
    ['No account met the trigger of silence.'],
    [''],
    ['What made some exit'],
    ['onboarding', '1', 'subscription.canceled'],
    [''],
  ]);
});

test('of a journey that nobody entered it says how many met its trigger, and where they were lost', () => {
  const funnel = [
    { stage: 'trigger', accounts: 12 },
    { stage: 'enrolled-before', accounts: 12 },
    { stage: 'excluded', accounts: 9 },
    { stage: 'audience', accounts: 0 },
  ] as const;
  const section = journeysSection([], ['silence', 'save-offer'], journey => (journey === 'silence' ? funnel : []));
  expect(section).toBe(
    '  No account entered silence: 12 accounts met its trigger; of these 9 were in no journey that excludes it; of these 0 were in its audience.\n  No account met the trigger of save-offer.\n',
  );
});

test('of many journeys whose trigger no account met it says how many, and how to ask about one', () => {
  const journeys = Array.from({ length: 41 }, (_, n) => `journey-${n}`);
  expect(journeysSection([], journeys)).toBe(
    '  No account met the triggers of 41 journeys; what one waits for: npx daymark why <account> <journey>\n',
  );
});

test('each reason for not sending says what it means, and which steps it met', () => {
  const lines = [
    line('2026-03-01T09:00', 'onboarding', mail('welcome', 'ada')),
    line('2026-03-01T09:00', 'onboarding', mail('welcome', 'bob', { outcome: 'skipped', reason: 'suppressed' })),
    line('2026-03-08T09:00', 'onboarding', mail('tips', 'bob', { outcome: 'skipped', reason: 'suppressed' })),
    line('2026-03-09T09:00', 'onboarding', mail('tips', 'bob', { outcome: 'skipped', reason: 'suppressed' })),
    line('2026-03-09T09:00', 'onboarding', mail('tips', 'ada', { outcome: 'failed' })),
  ];
  expect(rowsOf(touchesSection(lines))).toEqual([
    ['Touch', 'sent', 'held', 'skipped', 'failed', 'unknown', 'channel'],
    ['onboarding / tips', '·', '·', '2', '1', '·', 'email'],
    ['onboarding / welcome', '1', '·', '1', '·', '·', 'email'],
    ['all', '1', '·', '3', '1', '·', 'email'],
    [''],
    ['Why some did not go, or not at once'],
    ['skipped: suppressed', '3', 'the address bounced or complained (2 tips, 1 welcome)'],
    ['failed', '1', 'tips'],
    [''],
  ]);
});

test('a story is told of the time when most happened, readers of one mail together, on the clock of the account', () => {
  const dull = Array.from({ length: 20 }, (_, day) =>
    line(`2026-01-${String(day + 1).padStart(2, '0')}T09:00`, 'adoption', mail('spotlight', 'ada')),
  );
  const eventful = [
    line('2026-02-01T08:00', 'onboarding', { type: 'enrolled', trigger: 'Account Created' }),
    line('2026-02-01T08:00', 'onboarding', mail('welcome', 'ada')),
    line('2026-02-01T08:00', 'onboarding', mail('welcome', 'bob')),
    line('2026-02-02T23:30', 'onboarding', mail('tips', 'ada', heldOverNight)),
    line('2026-02-04T08:00', 'onboarding', task('opened', 'maya')),
    line('2026-02-05T08:00', 'onboarding', task('breached', 'ruth')),
    line('2026-02-06T08:00', 'onboarding', task('resolved', 'ruth', 'plan_agreed')),
  ];
  const labels = new Map([['acme', { name: 'Acme', timezone: 'Europe/Berlin' }]]);
  const told = storiesSection([...dull, ...eventful], labels);
  expect(told).toContain('    after 8 other lines\n');
  expect(told.trimEnd().split('\n').slice(-7)).toEqual([
    '    2026-01-20  10:00  spotlight mailed to ada',
    '    2026-02-01  09:00  enters onboarding (Account Created)',
    '                09:00  welcome mailed to ada, bob',
    '    2026-02-03  00:30  tips held for ada: it was night at the account, until 2026-02-03 08:00',
    '    2026-02-04  09:00  task low-adoption opened, severity 2, for maya',
    '    2026-02-05  09:00  task low-adoption breached, so it is for ruth',
    '    2026-02-06  09:00  task low-adoption resolved: plan_agreed',
  ]);
});

test('the title of the stories counts them', () => {
  const of = (...accounts: string[]) =>
    storiesTitle(accounts.map(account => ({ ...line('2026-01-01T09:00', 'adoption', mail('tips', 'ada')), account })));
  expect(of('acme', 'acme')).toBe('One customer, on its own clock');
  expect(of('acme', 'umbrella')).toBe('Two customers, on their own clocks');
  expect(of('a', 'b', 'c', 'd')).toBe('Three customers, on their own clocks');
});

test('who left is no longer counted among the healthy and the unwell', () => {
  const labels = new Map([['acme', { name: 'Acme', timezone: 'UTC' }]]);
  const records = [score('acme', '2026-03-02', 12, 'red'), score('umbrella', '2026-06-01', 91, 'green')];
  expect(healthSection(records, labels)).toBe(
    '  1 account at the end: 1 green.\n  Bands moved 0 times.\n  No longer scored: Acme (acme) 12, red.\n',
  );
});

const heldOverNight = { outcome: 'held', reason: 'quiet-hours', until: '2026-02-03T07:00:00Z' } as const;

const task = (action: 'opened' | 'breached' | 'resolved', owner: string, outcome?: string): TimelineEntry => ({
  type: 'task',
  step: 'low-adoption',
  reason: 'low-adoption',
  severity: 2,
  action,
  owner,
  ...(outcome && { outcome }),
});

const score = (account: string, day: string, points: number, band: HealthRecord['band']) =>
  ({ account, at: `${day}T03:00:00.000Z`, score: points, band }) as HealthRecord;
