import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { RefusedRequest } from '../../engine/kernel/refused-request.ts';
import { mustBeOfSlack } from '../../engine/tasks/slack-signature.ts';

const now = '2026-03-10T09:00:00.000Z';
const seconds = Date.parse(now) / 1_000;
const body = Buffer.from('payload=%7B%7D');

const sign = (timestamp: string, secret = 'new') =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
const judge = (timestamp: string | undefined, signature: string | undefined, secrets = ['new', 'old']) => {
  try {
    mustBeOfSlack({ body, timestamp, signature }, secrets, [now]);
    return 'taken';
  } catch (error) {
    if (!(error instanceof RefusedRequest)) throw error;
    return `${error.status} ${error.code}: ${error.message}`;
  }
};
const refused = '401 unauthorized: The signature is not Slack’s, or older than five minutes.';

describe('a request from Slack', () => {
  it('is taken with the signature of the new secret, or of the old one while it is rotated', () => {
    expect(judge(String(seconds), sign(String(seconds)))).toBe('taken');
    expect(judge(String(seconds), sign(String(seconds), 'old'))).toBe('taken');
    expect(judge(String(seconds), sign(String(seconds), 'old'), ['new'])).toBe(refused);
    expect(judge(String(seconds), sign(String(seconds)), [])).toBe(refused);
  });

  it('is taken within five minutes, whichever clock is ahead', () => {
    for (const [off, answer] of [
      [0, 'taken'],
      [300, 'taken'],
      [-300, 'taken'],
      [301, refused],
      [-301, refused],
    ] as const) {
      const timestamp = String(seconds + off);
      expect([off, judge(timestamp, sign(timestamp))]).toEqual([off, answer]);
    }
  });

  it('is refused alike for whatever is wrong with it', () => {
    const good = sign(String(seconds));
    expect(judge(undefined, good)).toBe(refused);
    expect(judge(String(seconds), undefined)).toBe(refused);
    expect(judge(String(seconds), good.slice(0, -1))).toBe(refused);
    expect(judge(String(seconds), `${good.slice(0, -1)}${good.endsWith('0') ? '1' : '0'}`)).toBe(refused);
    // Numbers to JavaScript, and none of Slack's.
    for (const timestamp of [`${seconds}.0`, ` ${seconds}`, `${seconds}e0`, `x${seconds}`])
      expect([timestamp, judge(timestamp, sign(timestamp))]).toEqual([timestamp, refused]);
  });
});
