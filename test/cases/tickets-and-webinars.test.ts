import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, track } from '../support/recorded-events.ts';

const known = '2026-01-05T10:00:00Z';
const tickets = (id: string, ...at: string[]) => at.map(each => track(id, 'Support Ticket Created', each));
const spike = ['2026-03-10T10:00:00Z', '2026-03-12T10:00:00Z', '2026-03-16T10:00:00Z'];

const registered = (id: string, at: string, webinar = 'power-user', sessionAt = '2026-03-10') =>
  track(id, 'Webinar Registered', at, { properties: { webinar, sessionAt } });
const attended = (id: string, at: string, webinar = 'power-user') =>
  track(id, 'Webinar Attended', at, { properties: { webinar } });

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...account('two-tickets', known),
      ...tickets('two-tickets', ...spike.slice(0, 2)),
      ...account('three-tickets', known),
      ...tickets('three-tickets', ...spike),
      // The first leaves the 14 days at the instant that the third comes, or a second before.
      ...account('just-14-days', known),
      ...tickets('just-14-days', '2026-03-02T10:00:00Z', '2026-03-12T10:00:00Z', '2026-03-16T10:00:00Z'),
      ...account('over-14-days', known),
      ...tickets('over-14-days', '2026-03-02T09:59:59Z', '2026-03-12T10:00:00Z', '2026-03-16T10:00:00Z'),
      // Four against two are twice as many; three against two are not.
      ...account('four-after-two', known),
      ...tickets('four-after-two', '2026-02-20T10:00:00Z', '2026-02-21T10:00:00Z', ...spike, '2026-03-16T11:00:00Z'),
      ...account('three-after-two', known),
      ...tickets('three-after-two', '2026-02-20T10:00:00Z', '2026-02-21T10:00:00Z', ...spike),
      ...account('three-after-one', known),
      ...tickets('three-after-one', '2026-02-20T10:00:00Z', ...spike),
      // 28 days before the third ticket is the first day of which anything is known, or is not.
      ...account('known-28-days', '2026-02-16T10:00:00Z'),
      ...tickets('known-28-days', ...spike),
      ...account('known-27-days', '2026-02-16T10:00:01Z'),
      ...tickets('known-27-days', ...spike),
      ...account('left', known),
      ...tickets('left', ...spike),
      track('left', 'Account Deleted', '2026-03-17T10:00:00Z'),

      ...account('came', known, {}, { cleo: 'champion', mel: 'member' }),
      registered('came', '2026-03-03T10:00:00Z'),
      attended('came', '2026-03-10T15:00:00Z'),
      ...account('stayed-away', known, {}, { cleo: 'champion' }),
      registered('stayed-away', '2026-03-03T10:00:00Z'),
      attended('stayed-away', '2026-03-10T15:00:00Z', 'another'),
      ...account('came-early', known),
      registered('came-early', '2026-03-03T10:00:00Z'),
      attended('came-early', '2026-03-10T07:30:00Z'),
      ...account('came-late', known),
      registered('came-late', '2026-03-03T10:00:00Z'),
      attended('came-late', '2026-03-11T09:00:01Z'),
      ...account('on-the-day', known),
      registered('on-the-day', '2026-03-10T14:00:00Z'),
      attended('on-the-day', '2026-03-10T15:00:00Z'),
      ...account('twice', known),
      registered('twice', '2026-03-03T10:00:00Z'),
      registered('twice', '2026-03-04T10:00:00Z'),
      registered('twice', '2026-03-05T10:00:00Z', 'next-one', '2026-04-14'),
    ],
    { until: '2026-05-01T00:00:00Z', journeys: ['ticket-spike', 'webinar-follow-up'] },
  );
}, 120_000);

const of = (id: string, journey?: string): string[] => played.planOf(id, journey);
const opened = (id: string): string[] => of(id).filter(line => line.includes('task opened'));

test('three tickets in 14 days open a task, two or a slower third do not', () => {
  expect(opened('three-tickets')).toEqual(['2026-03-16T10:00:00Z ticket-spike: task opened, severity 2, maya']);
  expect(opened('just-14-days')).toHaveLength(1);
  expect(of('two-tickets')).toEqual([]);
  expect(of('over-14-days')).toEqual([]);
});

test('where there were tickets before, twice as many do', () => {
  expect(opened('four-after-two')).toEqual(['2026-03-16T11:00:00Z ticket-spike: task opened, severity 2, maya']);
  expect(opened('three-after-one')).toHaveLength(1);
  expect(opened('three-after-two')).toEqual([]);
});

test('of a customer who is not known for four weeks it is not known what is usual', () => {
  expect(opened('known-28-days')).toHaveLength(1);
  expect(of('known-27-days')).toEqual([]);
});

test('tickets that grow old are no news', () => {
  // On the 20th the earliest ones are four weeks old, and three are still twice as many as the one that is left.
  expect(of('three-after-two')).toEqual([]);
});

test('the task ends with the account', () => {
  expect(of('left').at(-1)).toBe('2026-03-17T10:00:00Z ticket-spike: task auto-resolved, severity 2, maya');
});

test('who came to the webinar gets the next step on the same day', () => {
  expect(of('came')).toEqual([
    '2026-03-03T10:00:00Z enrolled in webinar-follow-up by Webinar Registered',
    '2026-03-10T15:00:00Z attended: waited for attended',
    '2026-03-10T18:00:00Z webinar-next-step: email sent to came-ada',
    '2026-03-10T18:00:00Z webinar-next-step: email sent to came-cleo',
    '2026-03-10T18:00:00Z completed webinar-follow-up',
  ]);
  expect(played.mails.find(({ to }) => to.startsWith('came-ada'))?.text).toContain('/webinars/power-user');
});

test('who stayed away gets the recording on the day after; another session does not count', () => {
  expect(of('stayed-away').slice(1)).toEqual([
    '2026-03-11T09:00:00Z attended: waited for timeout',
    '2026-03-11T09:00:00Z webinar-recording: email sent to stayed-away-ada',
    '2026-03-11T09:00:00Z webinar-recording: email sent to stayed-away-cleo',
    '2026-03-11T09:00:00Z completed webinar-follow-up',
  ]);
  expect(played.mailsTo('came-late-ada')[0]).toContain('webinar-recording');
});

test('a session before the send time counts, and so does one that was registered for on its day', () => {
  expect(played.mailsTo('came-early-ada')[0]).toBe(
    '2026-03-10T10:30:00Z webinar-next-step to came-early-ada@customer.example',
  );
  expect(played.mailsTo('on-the-day-ada')[0]).toBe(
    '2026-03-10T18:00:00Z webinar-next-step to on-the-day-ada@customer.example',
  );
});

test('each webinar is followed up once', () => {
  expect(played.mailsTo('twice-ada').map(line => line.slice(0, 10))).toEqual(['2026-03-11', '2026-04-15']);
});
