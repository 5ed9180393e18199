import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, signup, subscriptionCanceled, taskAction, track } from '../support/recorded-events.ts';

const known = '2026-01-10T10:00:00Z';
const nps = (id: string, score: number, at: string, survey = 'nps') =>
  track(id, 'Survey Responded', at, { properties: { survey, score } });
const solved = (id: string, at: string) => track(id, 'Support Ticket Solved', at);
const high = { touchModel: 'high' };

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...[5, 6, 7, 8, 9, 10].flatMap(score => [
        ...account(`nps-${score}`, known, {}, { cleo: 'champion' }),
        nps(`nps-${score}`, score, '2026-03-02T10:00:00Z'),
      ]),
      ...account('csat-5', known),
      nps('csat-5', 5, '2026-03-02T10:00:00Z', 'csat'),
      ...account('asked-lately', known),
      nps('asked-lately', 9, '2026-03-02T10:00:00Z'),
      nps('asked-lately', 10, '2026-05-31T10:00:00Z'),
      ...account('unhappy-twice', known),
      nps('unhappy-twice', 3, '2026-03-02T10:00:00Z'),
      nps('unhappy-twice', 2, '2026-03-20T10:00:00Z'),
      ...account('left-meanwhile', known),
      nps('left-meanwhile', 10, '2026-03-02T10:00:00Z'),
      subscriptionCanceled('left-meanwhile', '2026-03-04T10:00:00Z'),

      ...signup('asked', '2026-01-10T10:00:00Z', high),
      ...signup('at-risk', '2026-01-10T10:00:00Z', high),
      nps('at-risk', 4, '2026-03-09T10:00:00Z'),
      taskAction('at-risk', 'nps-detractor', 'resolve', '2026-03-20T10:00:00Z', { outcome: 'plan_agreed' }),

      ...account('tickets', known),
      solved('tickets', '2026-03-02T10:00:00Z'),
      solved('tickets', '2026-03-09T10:00:00Z'),
      solved('tickets', '2026-04-01T09:59:59Z'),
      solved('tickets', '2026-04-08T10:00:01Z'),
    ],
    {
      until: '2026-12-31T00:00:00Z',
      journeys: ['nps-survey', 'nps-detractor', 'testimonial-request', 'csat-survey', 'ces-survey'],
    },
  );
}, 120_000);

const of = (id: string, journey?: string): string[] => played.planOf(id, journey);

test('0 to 6 opens a task, 7 and 8 nothing, 9 and 10 asks for a testimonial three days later', () => {
  for (const score of [5, 6]) {
    expect(of(`nps-${score}`)).toEqual([
      '2026-03-02T10:00:00Z enrolled in nps-detractor by Survey Responded',
      '2026-03-02T10:00:00Z nps-detractor: task opened, severity 2, maya',
      '2026-03-02T10:00:00Z completed nps-detractor',
    ]);
  }
  for (const score of [7, 8]) expect(of(`nps-${score}`)).toEqual([]);
  for (const score of [9, 10]) {
    expect(of(`nps-${score}`)).toEqual([
      '2026-03-02T10:00:00Z enrolled in testimonial-request by Survey Responded',
      `2026-03-05T09:00:00Z testimonial-request: email sent to nps-${score}-cleo`,
      '2026-03-05T09:00:00Z completed testimonial-request',
    ]);
  }
});

test('other surveys with the same score mean something else', () => {
  expect(of('csat-5')).toEqual([]);
});

test('nobody is asked for praise twice a year, nor after leaving', () => {
  expect(played.mailsTo('asked-lately-ada')).toHaveLength(1);
  expect(of('left-meanwhile').at(-1)).toBe('2026-03-04T10:00:00Z exited testimonial-request: subscription.canceled');
});

test('who is unhappy twice has one task, which is told of the second time', () => {
  expect(of('unhappy-twice').filter(line => line.includes('task '))).toEqual([
    '2026-03-02T10:00:00Z nps-detractor: task opened, severity 2, maya',
    '2026-03-20T10:00:00Z nps-detractor: task updated, severity 2, ruth',
  ]);
});

test('the survey is shown on day 60 and every 90 days', () => {
  expect(of('asked', 'nps-survey').slice(1)).toEqual([
    '2026-03-11T09:00:00Z nps-survey: inApp sent to everyone',
    '2026-06-09T09:00:00Z nps-survey: inApp sent to everyone',
    '2026-09-07T09:00:00Z nps-survey: inApp sent to everyone',
    '2026-12-06T09:00:00Z nps-survey: inApp sent to everyone',
    '2026-12-06T09:00:00Z completed nps-survey',
  ]);
});

test('but never while a risk task is open', () => {
  expect(of('at-risk', 'nps-survey').slice(1, 3)).toEqual([
    '2026-03-11T09:00:00Z nps-survey: inApp skipped to everyone, condition',
    '2026-06-09T09:00:00Z nps-survey: inApp sent to everyone',
  ]);
});

test('help is rated at most once a month; a second ticket within one asks for the effort instead', () => {
  expect(of('tickets').filter(line => line.includes('inApp'))).toEqual([
    '2026-03-02T10:00:00Z csat-survey: inApp sent to everyone',
    '2026-03-09T10:00:00Z ces-survey: inApp sent to everyone',
    '2026-04-08T10:00:01Z csat-survey: inApp sent to everyone',
  ]);
});
