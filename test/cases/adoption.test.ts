import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { signup, subscriptionCanceled, taskAction, track } from '../support/recorded-events.ts';

const start = '2026-01-05T10:00:00Z';
const on = (day: number, hour = 12): string =>
  new Date(Date.parse('2026-01-05T00:00:00Z') + day * 86_400_000 + hour * 3_600_000).toISOString();
const key = [
  ['Project Created', 'Task Completed', 'Report Shared', 'Automation Created'],
  ['Integration Connected', 'Comment Added', 'Template Used', 'Timeline Viewed'],
].flat();
const by = (user: string, id: string, event: string, day: number, hour?: number) =>
  track(id, event, on(day, hour), { userId: `${id}-${user}` });

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...signup('idle', start, { plan: 'team' }, { cleo: 'champion' }),
      ...signup('busy', start, { plan: 'team' }),
      // With these, five accounts are on the plan, known for longer than the quarter that the review is about.
      ...[3, 5, 7].flatMap(tasks => [
        ...signup(`peer-${tasks}`, '2025-12-01T10:00:00Z', { plan: 'team', touchModel: 'high' }),
        ...Array.from({ length: tasks }, (_, index) => track(`peer-${tasks}`, 'Task Completed', on(75 + index))),
      ]),
      ...key.map(event => track('busy', event, on(45))),
      ...Array.from({ length: 12 }, (_, index) => track('busy', 'Task Completed', on(70 + index))),
      ...signup('seven-of-eight', start),
      ...key.slice(0, 7).map(event => track('seven-of-eight', event, on(45))),
      // One of two people uses reports, from day 40 on; the other one only signs in.
      ...signup('alone', start, {}, { bob: 'member' }),
      ...[40, 55, 70, 85].flatMap(day => [
        by('ada', 'alone', 'Report Shared', day),
        by('bob', 'alone', 'Signed In', day),
      ]),
      // On the morning of day 60 it is 30 days, and a second less.
      ...[9, 9 + 1 / 3600].flatMap((hour, index) => [
        ...signup(`alone-${30 - index}`, start, {}, { bob: 'member' }),
        by('ada', `alone-${30 - index}`, 'Report Shared', 30, hour),
        by('bob', `alone-${30 - index}`, 'Signed In', 55),
      ]),
      ...signup('at-risk', start),
      track('at-risk', 'Champion Left', on(58)),
      taskAction('at-risk', 'champion-left', 'resolve', on(65), { outcome: 'plan_agreed' }),
      ...signup('canceled', start),
      subscriptionCanceled('canceled', on(100)),
      ...signup('gone-early', start),
      subscriptionCanceled('gone-early', on(20)),
      ...signup('high-touch', start, { touchModel: 'high' }),
    ],
    { journeys: ['onboarding', 'adoption', 'champion-left'], until: on(335) },
  );
}, 120_000);

const adoption = (id: string) => played.of(id, 'adoption');
const featuresOf = (id: string) =>
  played.mails
    .filter(({ to, tags }) => to.startsWith(`${id}-ada`) && tags.step === 'feature-spotlight')
    .map(({ text }) => /\/start\/(\w+)/.exec(text)?.[1]);

test('it follows onboarding on day 30, in months 2 to 11, with reviews in months 3, 6 and 9', () => {
  expect(adoption('idle')[0]).toBe('2026-02-04T09:00:00Z enrolled in adoption by enroll');
  const of = (step: string) =>
    adoption('idle')
      .filter(line => line.includes(` ${step}: email sent to idle-ada`))
      .map(line => (Date.parse(line.slice(0, 20)) - Date.parse(on(0, 9))) / 86_400_000);
  expect(of('feature-spotlight')).toEqual([60, 90, 120, 150, 180, 210, 240, 270, 300, 330]);
  expect(of('business-review')).toEqual([91, 181, 271]);
  expect(adoption('idle').at(-1)).toBe('2026-12-01T09:00:00Z completed adoption, goal missed');
});

test('the spotlight never shows the same unused feature twice running', () => {
  const features = featuresOf('idle');
  expect(new Set(features.slice(0, 8)).size).toBe(8);
  expect(features.every((feature, index) => feature !== features[index - 1])).toBe(true);
});

test('it is skipped in a month in which all key features were used', () => {
  expect(adoption('busy')).toContain('2026-03-06T09:00:00Z feature-spotlight: email skipped to busy-ada, condition');
  expect(adoption('busy')).toContain('2026-04-05T09:00:00Z feature-spotlight: email sent to busy-ada');
  expect(featuresOf('seven-of-eight')[0]).toBe('timeline');
});

test('the review tells the figures of the quarter, those of the plan, and three ideas', () => {
  const review = (contact: string) =>
    played.mails.find(({ to, tags }) => to.startsWith(contact) && tags.step === 'business-review')?.text ?? '';
  // The plan's five accounts: 0, 3, 5, 7 and 13 tasks; 0, 1, 1, 1 and 8 features.
  expect(review('busy-ada')).toMatch(/13 tasks completed\s+typical: 5/);
  expect(review('busy-ada')).toMatch(/8 of 8 key features\s+typical: 1/);
  expect(review('busy-ada')).toContain('You use all of it');
  expect(review('idle-cleo').match(/^\d\. /gm)).toEqual(['1. ', '2. ', '3. ']);
  // A quarter without figures has none, rather than zeros.
  const shown = played.mails.filter(({ tags }) => tags.step === 'business-review').map(({ text }) => text);
  for (const text of shown) expect(text).not.toMatch(/(^|\s|typical: )0 |typical: 0\b/m);
  expect(review('idle-ada')).toContain('quiet quarter');
  // An account without a known plan is compared with no other.
  expect(review('alone-ada')).not.toContain('typical');
});

test('a feature that one person keeps to themselves is shown to the team', () => {
  const prompts = adoption('alone').filter(line => line.includes('in-app-campaign'));
  // On day 60 it was only 20 days; from day 70 on it is 30.
  expect(prompts.slice(0, 2)).toEqual([
    '2026-03-06T09:00:00Z in-app-campaign: inApp skipped to everyone, condition',
    '2026-04-05T09:00:00Z in-app-campaign: inApp sent to everyone',
  ]);
  expect(adoption('alone-30')).toContain('2026-03-06T09:00:00Z in-app-campaign: inApp sent to everyone');
  expect(adoption('alone-29')).toContain('2026-03-06T09:00:00Z in-app-campaign: inApp skipped to everyone, condition');
});

test('while a risk task is open it waits, and it goes on when that is resolved', () => {
  const lines = adoption('at-risk').filter(line => line.includes('feature-spotlight'));
  expect(lines[0]).toMatch(/^2026-03-06T09:00:00Z feature-spotlight: email held to at-risk-ada, risk-task-open/);
  expect(lines[1]).toMatch(/^2026-03-11T12:00:\d\dZ feature-spotlight: email sent to at-risk-ada$/);
  // Held or not, the months stay on the calendar.
  expect(lines[2]).toBe('2026-04-05T09:00:00Z feature-spotlight: email sent to at-risk-ada');
});

test('who cancels hears no more, who left before day 30 and high-touch accounts never hear of it', () => {
  expect(adoption('canceled').at(-1)).toBe(`${on(100).slice(0, 19)}Z exited adoption: subscription.canceled`);
  expect(adoption('gone-early')).toEqual([]);
  expect(adoption('high-touch')).toEqual([]);
});
