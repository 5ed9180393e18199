import { expect } from 'vitest';
import { type Borne, mailsPerSecond } from '../bench/play-load.ts';

/** None lost, nothing done twice, every effect exactly once, although SES and DynamoDB throttled. */
export const expectBorne = (borne: Borne, { accounts, messages }: { accounts: number; messages: number }): void => {
  expect(borne.messages).toBe(messages);
  expect(borne.throttled).toBeGreaterThan(borne.calls * 0.03);
  expect(borne).toMatchObject({ deadLetters: 0, left: 0, failedExecutions: 0 });
  // Of each account: one enrollment, one mail and its line, and the events that are no repeats, which are all but two.
  expect(borne.effects).toEqual({
    enrollments: { 1: accounts },
    mails: { 1: accounts },
    lines: { 1: accounts },
    marks: { [messages / accounts - 2]: accounts },
  });
  expect(borne.secondsToLastMail).toBeGreaterThanOrEqual(Math.floor(accounts / mailsPerSecond));
};
