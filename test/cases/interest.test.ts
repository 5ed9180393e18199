import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, promptAction, track } from '../support/recorded-events.ts';

const known = '2026-01-10T10:00:00Z';
/** Too short to score its health: the band is the one that it was given. */
const sinceReferring = '2026-03-02T09:00:00Z';
const attempts = (id: string, ...at: string[]) =>
  at.map(each => track(id, 'Premium Feature Attempted', each, { properties: { feature: 'approvals' } }));
const often = (id: string, event: string, ...at: string[]) => at.map(each => track(id, event, each));
const green = { health: 'green' };

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...account('in-time', known),
      ...attempts('in-time', '2026-03-02T10:00:00Z', '2026-03-05T10:00:00Z', '2026-03-16T09:59:59Z'),
      ...account('day-15', known),
      ...attempts('day-15', '2026-03-02T10:00:00Z', '2026-03-05T10:00:00Z', '2026-03-16T10:00:01Z'),
      ...account('wants-to-talk', known),
      ...attempts('wants-to-talk', '2026-03-02T10:00:00Z', '2026-03-02T11:00:00Z', '2026-03-02T12:00:00Z'),
      promptAction('wants-to-talk', 'wants-to-talk-ada', 'premium-interest', 'clicked', '2026-03-03T14:00:00Z', {
        actionId: 'talk-to-csm',
      }),
      ...account('looks-at-plans', known),
      ...attempts('looks-at-plans', '2026-03-02T10:00:00Z', '2026-03-02T11:00:00Z', '2026-03-02T12:00:00Z'),
      promptAction('looks-at-plans', 'looks-at-plans-ada', 'premium-interest', 'clicked', '2026-03-03T14:00:00Z', {
        actionId: 'see-plans',
      }),
      ...account('keeps-trying', known),
      ...attempts('keeps-trying', '2026-03-02T10:00:00Z', '2026-03-02T11:00:00Z', '2026-03-02T12:00:00Z'),
      ...attempts('keeps-trying', '2026-05-31T09:00:00Z', '2026-05-31T10:00:00Z', '2026-05-31T11:59:59Z'),
      ...attempts('keeps-trying', '2026-05-31T12:00:00Z'),

      ...account('two-referrals', sinceReferring, green),
      ...often('two-referrals', 'Referral Sent', '2026-03-02T10:00:00Z', '2026-03-03T10:00:00Z'),
      ...account('three-referrals', sinceReferring, green),
      ...often(
        'three-referrals',
        'Referral Sent',
        '2026-03-02T10:00:00Z',
        '2026-03-03T10:00:00Z',
        '2026-05-30T10:00:00Z',
      ),
      ...account('slow-referrals', sinceReferring, green),
      ...often(
        'slow-referrals',
        'Referral Sent',
        '2026-03-02T10:00:00Z',
        '2026-03-03T10:00:00Z',
        '2026-05-31T10:00:01Z',
      ),
      ...account('yellow-referrals', sinceReferring, { health: 'yellow' }),
      ...often(
        'yellow-referrals',
        'Referral Sent',
        '2026-03-02T10:00:00Z',
        '2026-03-03T10:00:00Z',
        '2026-03-04T10:00:00Z',
      ),

      ...account('four-contributions', known),
      ...often('four-contributions', 'Community Contribution', ...march(4)),
      ...account('five-contributions', known, {}, { cleo: 'champion' }),
      ...often('five-contributions', 'Community Contribution', ...march(5)),
      ...account('slow-contributions', known),
      ...often('slow-contributions', 'Community Contribution', ...march(4), '2026-05-30T12:00:01Z'),
      ...account('nine-contributions', known),
      ...often('nine-contributions', 'Community Contribution', ...march(9)),
      ...account('champion-lost', known),
      ...often('champion-lost', 'Champion Left', '2026-03-02T22:30:00Z'),
    ],
    { journeys: ['premium-interest', 'advisory-board', 'speaker-invitation', 'champion-left'] },
  );
}, 120_000);

/** So many days of March, at noon. */
function march(days: number): string[] {
  return Array.from({ length: days }, (_, day) => `2026-03-0${day + 1}T12:00:00Z`);
}

const of = (id: string, journey?: string): string[] => played.planOf(id, journey);

test('the third attempt within 14 days shows the offer, one on day 15 does not', () => {
  expect(of('in-time').slice(0, 2)).toEqual([
    '2026-03-16T09:59:59Z enrolled in premium-interest by Premium Feature Attempted',
    '2026-03-16T09:59:59Z premium-interest: inApp sent to everyone',
  ]);
  expect(of('day-15')).toEqual([]);
});

test('who asks to be called gets a call, who only looks at plans does not', () => {
  expect(of('wants-to-talk').slice(2)).toEqual([
    '2026-03-03T14:00:00Z choice: waited for talk',
    '2026-03-03T14:00:00Z upgrade-talk: task opened, severity 3, maya',
    '2026-03-03T14:00:00Z completed premium-interest',
  ]);
  // Maya reads of it in Monday's digest, and is not late before.
  expect(played.of('wants-to-talk').at(-1)).toBe('2026-03-10T13:00:00Z upgrade-talk: task breached, severity 3, ruth');
  expect(of('looks-at-plans').slice(2)).toEqual([
    '2026-03-16T12:00:00Z choice: waited for timeout',
    '2026-03-16T12:00:00Z completed premium-interest',
  ]);
});

test('the offer comes once in 90 days', () => {
  expect(of('keeps-trying').filter(line => line.includes('enrolled'))).toEqual([
    '2026-03-02T12:00:00Z enrolled in premium-interest by Premium Feature Attempted',
    '2026-05-31T12:00:00Z enrolled in premium-interest by Premium Feature Attempted',
  ]);
});

test('three referrals in 90 days invite to the advisory board, while the account is well', () => {
  expect(of('three-referrals').slice(0, 2)).toEqual([
    '2026-05-30T10:00:00Z enrolled in advisory-board by signal',
    '2026-05-30T10:00:00Z advisory-board: task opened, severity 3, maya',
  ]);
  for (const id of ['two-referrals', 'slow-referrals', 'yellow-referrals']) expect(of(id), id).toEqual([]);
});

test('five contributions in 90 days invite to speak, once', () => {
  expect(of('four-contributions')).toEqual([]);
  expect(of('slow-contributions')).toEqual([]);
  expect(of('five-contributions').slice(0, 2)).toEqual([
    '2026-03-05T12:00:00Z enrolled in speaker-invitation by Community Contribution',
    '2026-03-05T12:00:00Z speaker-invitation: email sent to five-contributions-cleo',
  ]);
  expect(played.mailsTo('nine-contributions-ada')).toHaveLength(1);
  expect(played.mails.find(({ to }) => to.startsWith('five-contributions'))?.text).toContain('contributed 5 times');
});

test('a lost champion is a task of highest severity at once, at night too', () => {
  expect(of('champion-lost')).toEqual([
    '2026-03-02T22:30:00Z enrolled in champion-left by Champion Left',
    '2026-03-02T22:30:00Z champion-left: task opened, severity 1, maya',
    '2026-03-02T22:30:00Z completed champion-left',
  ]);
});
