import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, group, track } from '../support/recorded-events.ts';

const known = '2026-01-05T10:00:00Z';
const at = (date: string, hour = 12): string => `${date}T${String(hour).padStart(2, '0')}:00:00Z`;
/** So many people get a seat on 2 March, a minute apart. */
const seated = (id: string, people: number) =>
  Array.from({ length: people }, (_, index) =>
    track(id, 'Account Added User', new Date(Date.parse(at('2026-03-02')) + index * 60_000).toISOString(), {
      userId: `${id}-u${index}`,
    }),
  );

const limit = (id: string, name: string, used: number, allowed: number) =>
  track(id, 'Limit Approached', at('2026-03-02'), { properties: { limit: name, used, allowed } });

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      // One by one: the 79th at 13:18, the 80th a minute later.
      ...account('seats-79', known, { seats: 100, arr: 20_000 }),
      ...seated('seats-79', 79),
      ...account('one-by-one', known, { seats: 100 }),
      ...seated('one-by-one', 81),
      ...account('seats-80', known, { seats: 5, arr: 10_000 }),
      ...seated('seats-80', 4),
      ...account('seats-81', known, { seats: 21, arr: 10_001 }),
      ...seated('seats-81', 17),
      ...account('full', known, { seats: 2 }),
      ...seated('full', 2),
      track('full', 'Account Removed User', at('2026-03-10'), { userId: 'full-u1' }),
      ...account('to-and-fro', known, { seats: 5 }),
      ...seated('to-and-fro', 4),
      // 40 % arms it again, but 90 days have to pass as well.
      group('to-and-fro', at('2026-03-12'), { seats: 10 }),
      group('to-and-fro', at('2026-03-13'), { seats: 5 }),
      group('to-and-fro', at('2026-06-10'), { seats: 10 }),
      group('to-and-fro', at('2026-06-11'), { seats: 5 }),
      // After 90 days, exactly 70 % is not below it; 16 of 23 are 69.6 %.
      ...account('down-to-70', known, { seats: 10 }),
      ...seated('down-to-70', 8),
      track('down-to-70', 'Account Removed User', at('2026-06-10'), { userId: 'down-to-70-u0' }),
      track('down-to-70', 'Account Added User', at('2026-06-11'), { userId: 'down-to-70-u0' }),
      ...account('down-to-69', known, { seats: 20 }),
      ...seated('down-to-69', 16),
      group('down-to-69', at('2026-06-10'), { seats: 23 }),
      group('down-to-69', at('2026-06-11'), { seats: 20 }),

      ...account('seats-high', known, { seats: 5, arr: 9_000, touchModel: 'high' }),
      ...seated('seats-high', 4),

      ...account('storage-at', known),
      limit('storage-at', 'storage', 50, 50),
      ...account('storage-over', known),
      limit('storage-over', 'storage', 50.1, 50),
      ...account('storage-high', known, { touchModel: 'high' }),
      limit('storage-high', 'storage', 50.1, 50),
      ...account('api-79', known),
      limit('api-79', 'api', 7_999, 10_000),
      ...account('api-80', known),
      limit('api-80', 'api', 8_000, 10_000),
    ],
    { until: at('2026-06-15'), journeys: ['seats-80', 'seats-100', 'storage-tier', 'api-limit'] },
  );
}, 120_000);

const of = (id: string, journey?: string): string[] => played.planOf(id, journey);

test('80 % of the seats tells how to add some, 79 % does not', () => {
  expect(of('seats-79')).toEqual([]);
  expect(of('one-by-one').map(line => line.slice(0, 20))).toEqual(Array(3).fill('2026-03-02T13:19:00Z'));
  expect(of('seats-80')).toEqual([
    '2026-03-02T12:03:00Z enrolled in seats-80 by signal',
    '2026-03-02T12:03:00Z seats-80: email sent to seats-80-ada',
    '2026-03-02T12:03:00Z completed seats-80',
  ]);
  expect(played.mails.find(({ to }) => to.startsWith('seats-80'))?.text).toContain('4 of the 5 seats');
});

test('for more than $10,000 a year somebody talks to them as well', () => {
  expect(of('seats-81').slice(1)).toEqual([
    '2026-03-02T12:16:00Z seats-80: email sent to seats-81-ada',
    '2026-03-02T12:16:00Z team-expansion: task opened, severity 3, maya',
    '2026-03-02T12:16:00Z completed seats-80',
  ]);
});

test('where a CSM looks after them, the CSM talks to them instead of a mail', () => {
  expect(of('seats-high').slice(1, 3)).toEqual([
    '2026-03-02T12:03:00Z seats-80: email skipped to seats-high-ada, condition',
    '2026-03-02T12:03:00Z team-expansion: task opened, severity 3, maya',
  ]);
  expect(of('storage-high').filter(line => /sent|opened/.test(line))).toEqual([
    '2026-03-02T12:00:00Z storage-talk: task opened, severity 3, maya',
  ]);
});

test('a full house is told in the product until a seat is free again', () => {
  expect(of('full', 'seats-100')).toEqual([
    '2026-03-02T12:01:00Z enrolled in seats-100 by signal',
    '2026-03-02T12:01:00Z seats-100: inApp sent to admin',
    '2026-03-10T12:00:00Z exited seats-100: signal.cleared',
  ]);
});

test('it is told again only after fewer than 70 % in between, and 90 days', () => {
  const told = (id: string) => of(id, 'seats-80').filter(line => line.includes('enrolled'));
  expect(told('to-and-fro')).toEqual([
    '2026-03-02T12:03:00Z enrolled in seats-80 by signal',
    '2026-06-11T12:00:00Z enrolled in seats-80 by signal',
  ]);
  expect(told('down-to-70')).toEqual(['2026-03-02T12:07:00Z enrolled in seats-80 by signal']);
  expect(told('down-to-69')).toEqual([
    '2026-03-02T12:15:00Z enrolled in seats-80 by signal',
    '2026-06-11T12:00:00Z enrolled in seats-80 by signal',
  ]);
});

test('storage over the tier recommends the next one, a full one does not', () => {
  expect(of('storage-at')).toEqual([]);
  expect(of('storage-over').slice(0, 2)).toEqual([
    '2026-03-02T12:00:00Z enrolled in storage-tier by Limit Approached',
    '2026-03-02T12:00:00Z storage-tier: email sent to storage-over-ada',
  ]);
});

test('80 % of the API calls asks for a consultation, 79.99 % does not', () => {
  expect(of('api-79')).toEqual([]);
  expect(of('api-80').slice(0, 2)).toEqual([
    '2026-03-02T12:00:00Z enrolled in api-limit by Limit Approached',
    // Of the pool only Tom is at work, in London.
    '2026-03-02T12:00:00Z enterprise-consultation: task opened, severity 3, tom',
  ]);
});
