import { expect, test } from 'vitest';
import { mailsPerSecond, playLoad } from '../../bench/play-load.ts';

test('a burst of 1,000 events is worked off with none lost and nothing done twice, while SES and DynamoDB throttle', async () => {
  const accounts = 100;
  const borne = await playLoad({ accounts, messagesEach: 10, seed: 1 });

  expect(borne.messages).toBe(1_000);
  expect(borne.throttled).toBeGreaterThan(borne.calls * 0.03);
  expect(borne).toMatchObject({ deadLetters: 0, left: 0, failedExecutions: 0 });
  // Of each account: one enrollment, one mail and its line, and the eight events that are no repeats.
  expect(borne.effects).toEqual({
    enrollments: { 1: accounts },
    mails: { 1: accounts },
    lines: { 1: accounts },
    marks: { 8: accounts },
  });
  expect(borne.secondsToLastMail).toBeGreaterThanOrEqual(Math.floor(accounts / mailsPerSecond));
}, 600_000);
