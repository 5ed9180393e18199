import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, signup, taskAction, track } from '../support/recorded-events.ts';

const known = '2026-01-05T10:00:00Z';
/** Opens a risk task. */
const detracts = (id: string, at = '2026-03-02T15:00:00Z') =>
  track(id, 'Survey Responded', at, { properties: { survey: 'nps', score: 3 } });
/** Causes promotional mail. */
const praises = (id: string, at: string) => track(id, 'Community Contribution', at);
const five = (id: string, last: string) => [
  ...['01', '02', '03', '04'].map(day => praises(id, `2026-03-${day}T10:00:00Z`)),
  praises(id, last),
];
const resolved = (id: string, at: string) =>
  taskAction(id, 'nps-detractor', 'resolve', at, { outcome: 'plan_agreed', by: 'ruth' });

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...account('day-29', known),
      detracts('day-29'),
      ...five('day-29', '2026-03-31T14:00:00Z'),
      ...account('day-30', known),
      detracts('day-30'),
      ...five('day-30', '2026-04-01T15:00:00Z'),
      ...account('day-10', known),
      detracts('day-10'),
      ...five('day-10', '2026-03-12T14:00:00Z'),
      // A second risk task holds mail for 30 days of its own.
      ...account('two-risks', known),
      detracts('two-risks'),
      track('two-risks', 'Champion Left', '2026-03-20T15:00:00Z'),
      ...five('two-risks', '2026-04-02T15:00:00Z'),
      // Their first round is due on 6 March, and may be held for 21 days.
      ...signup('held-rounds', '2026-01-05T10:00:00Z'),
      detracts('held-rounds', '2026-02-20T15:00:00Z'),
      ...signup('just-held', '2026-01-05T10:00:00Z'),
      detracts('just-held', '2026-02-25T08:59:00Z'),
      ...signup('over-held', '2026-01-05T10:00:00Z'),
      detracts('over-held', '2026-02-25T09:01:00Z'),
      ...account('closed-in-time', known),
      detracts('closed-in-time'),
      resolved('closed-in-time', '2026-04-01T14:59:00Z'),
      ...account('closed-late', known),
      detracts('closed-late'),
      resolved('closed-late', '2026-04-08T15:00:00Z'),
    ],
    {
      until: '2026-06-20T00:00:00Z',
      journeys: [
        'nps-detractor',
        'champion-left',
        'speaker-invitation',
        'risk-open-too-long',
        'onboarding',
        'adoption',
      ],
    },
  );
}, 120_000);

const touches = (id: string): string[] => played.of(id, 'speaker-invitation').filter(line => line.includes('email'));
const ofLead = (id: string): string[] => played.of(id, 'risk-open-too-long');

test('promotional mail is held until the risk task is 30 days old, and then goes', () => {
  expect(touches('day-29')).toEqual([
    '2026-03-31T14:00:00Z speaker-invitation: email held to day-29-ada, risk-task-open until 2026-04-01T15:00:00Z',
    '2026-04-01T15:00:00Z speaker-invitation: email sent to day-29-ada',
  ]);
  expect(touches('day-30')).toEqual(['2026-04-01T15:00:00Z speaker-invitation: email sent to day-30-ada']);
});

test('before that it is left out when it would be held for more than a week', () => {
  expect(touches('day-10').at(-1)).toMatch(/^2026-03-19T14:00:00Z .*skipped to day-10-ada, risk-task-open$/);
});

test('the newest risk task counts', () => {
  expect(touches('two-risks')[0]).toContain('held to two-risks-ada, risk-task-open');
});

test('rounds that were held do not bunch when mail goes again: each goes in its own month, or not at all', () => {
  const spotlights = (id: string) =>
    played
      .mailsTo(`${id}-ada`)
      .filter(line => line.includes('feature-spotlight'))
      .map(line => line.slice(0, 10));
  const onTime = ['2026-04-05', '2026-05-05', '2026-06-04'];
  expect(spotlights('held-rounds')).toEqual(['2026-03-22', ...onTime]);
  expect(spotlights('just-held')).toEqual(['2026-03-27', ...onTime]);
  expect(spotlights('over-held')).toEqual(onTime);
});

test('the lead is told once a risk task is 30 days old, and not of one that ends before', () => {
  expect(ofLead('day-10').slice(0, 2)).toEqual([
    '2026-04-01T15:00:00Z enrolled in risk-open-too-long by signal',
    '2026-04-01T15:00:00Z risk-open-too-long: task opened, severity 2, ruth',
  ]);
  expect(ofLead('closed-in-time')).toEqual([]);
});

test('their task goes with the last old risk', () => {
  expect(ofLead('closed-late').slice(-2)).toEqual([
    '2026-04-08T15:00:00Z risk-open-too-long: task auto-resolved, severity 2, ruth',
    '2026-04-08T15:00:00Z exited risk-open-too-long: signal.cleared',
  ]);
});
