import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { signup } from '../support/recorded-events.ts';

/** Mail to that contact meets the mail service's simulator. */
const reachedAt = (events: ReturnType<typeof signup>, user: string, email: string) =>
  events.map(event =>
    event.type === 'identify' && event.userId === user
      ? { ...event, traits: { ...(event.traits as object), email: `${email}@simulator.amazonses.com` } }
      : event,
  );

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...reachedAt(signup('annoyed', '2026-03-02T10:00:00Z', { touchModel: 'low' }), 'annoyed-ada', 'complaint'),
      ...reachedAt(signup('left', '2026-03-02T10:00:00Z', {}, { cleo: 'champion' }), 'left-cleo', 'bounce'),
      ...reachedAt(signup('moved', '2026-03-02T10:00:00Z', {}, { mel: 'member' }), 'moved-mel', 'bounce'),
    ],
    { journeys: ['onboarding', 'complained', 'champion-left'], until: '2026-03-20T00:00:00Z' },
  );
}, 120_000);

/** Without seconds, and without what time alone makes of a task that is left alone. */
const of = (id: string, journey: string): string[] =>
  played
    .of(id, journey)
    .filter(line => !line.includes(': task breached'))
    .map(line => line.replace(/:\d\dZ/, 'Z'));

test('who reports mail as spam is told of to the owner, not at once but on Monday', () => {
  expect(of('annoyed', 'complained')).toEqual([
    '2026-03-02T10:05Z enrolled in complained by contact.complained',
    '2026-03-02T10:05Z complained: task opened, severity 3, maya',
    '2026-03-02T10:05Z completed complained',
  ]);
});

test('a champion whose address bounces for good has left, any other contact has not', () => {
  expect(of('left', 'champion-left')).toEqual([
    '2026-03-16T09:00Z enrolled in champion-left by contact.bounced',
    '2026-03-16T09:00Z champion-left: task opened, severity 1, maya',
    '2026-03-16T09:00Z completed champion-left',
  ]);
  expect(played.of('moved', 'champion-left')).toEqual([]);
});
