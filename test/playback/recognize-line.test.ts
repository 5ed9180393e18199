import { describe, expect, test } from 'vitest';
import { recognizeLine } from '../../engine/playback/recognize-line.ts';

const track = {
  type: 'track',
  messageId: 'm1',
  event: 'Signed In',
  context: { groupId: 'acme' },
  timestamp: '2026-03-01T09:30:00Z',
};
const task = {
  type: 'task',
  id: 'a1',
  account: 'acme',
  reason: 'r',
  action: 'resolve',
  outcome: 'duplicate',
  by: 'maya',
  timestamp: '2026-03-01T09:30:00Z',
};
const prompt = {
  type: 'prompt',
  id: 'a1',
  account: 'acme',
  user: 'ada',
  step: 'tour',
  action: 'seen',
  timestamp: '2026-03-01T09:30:00Z',
};
const stripe = { object: 'event', id: 'evt_1', type: 'invoice.paid', created: 1772357400, data: { object: {} } };
const bounce = {
  eventType: 'Bounce',
  mail: { messageId: 's1', timestamp: '2026-03-01T09:29:00Z' },
  bounce: { timestamp: '2026-03-01T09:30:00Z' },
};

describe('a line is recognized by its shape, and delivered when it arrived', () => {
  test.each([
    ['a track call', track, 'segment'],
    [
      'a group call',
      { type: 'group', messageId: 'm1', groupId: 'acme', receivedAt: '2026-03-01T10:30:00+01:00' },
      'segment',
    ],
    ['a Stripe event', stripe, 'stripe'],
    ['a CSM at a task', task, 'task'],
    ['a customer at a prompt', prompt, 'prompt'],
    ['an SES event', bounce, 'ses'],
    ['an SES notification', { ...bounce, eventType: undefined, notificationType: 'Bounce' }, 'ses'],
  ])('%s', (_, line, kind) => {
    expect(recognizeLine(JSON.stringify(line))).toMatchObject({ kind, at: '2026-03-01T09:30:00.000Z' });
  });

  test.each([
    ['2026-03-01T09:30:00.123Z', '2026-03-01T09:30:00.123Z'],
    ['2026-03-01T09:30:00', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('a time without a zone is UTC: %s', (timestamp, at) => {
    expect(recognizeLine(JSON.stringify({ ...track, timestamp }))).toMatchObject({ at });
  });
});

describe('a line that cannot be used says what is wrong with it, and how to fix it', () => {
  const objects = 'write one JSON object per line';
  test.each([
    ['{"type":"track"', 'not JSON', objects],
    ['{"type":"track","messageId":"1"},', 'not JSON', 'remove the comma at its end'],
    ['[', 'not JSON', 'jq -c'],
    ['"type": "track",', 'not JSON', 'jq -c'],
    ['groupId,name', 'not JSON', '`npx daymark import` reads CSV'],
    ['[1]', 'JSON, but not an object', objects],
    ['null', 'JSON, but not an object', objects],
    ['"track"', 'JSON, but not an object', objects],
    ['{}', 'unknown shape', 'use a call of the Segment spec'],
    ['{"type":"dance","messageId":"1"}', 'unknown shape "dance"', 'use a call of the Segment spec'],
  ])('%s', (line, what, fix) => {
    expect(recognizeLine(line)).toEqual({ what, fix: expect.stringContaining(fix) });
  });

  test.each([
    [{ ...track, messageId: undefined }, 'no messageId', 'give every event its own "messageId"'],
    [{ ...track, messageId: '' }, 'no messageId', 'give every event its own "messageId"'],
    [{ ...stripe, id: undefined }, 'no id', 'give every event its own "id"'],
    [{ ...task, id: undefined }, 'no id', 'give every event its own "id"'],
    [{ ...bounce, mail: {} }, 'no mail.messageId', 'give every event its own "mail.messageId"'],
    [{ ...track, timestamp: undefined }, 'no time', 'give "timestamp"'],
    [{ ...stripe, created: undefined }, 'no time', 'give "created"'],
    [
      { ...track, timestamp: '2026-02-30T10:00:00Z' },
      'impossible date "2026-02-30T10:00:00Z"',
      'an instant that exists',
    ],
    [{ ...track, timestamp: '2025-02-29' }, 'impossible date "2025-02-29"', 'an instant that exists'],
    [
      { ...track, timestamp: '2026-03-01T25:00:00Z' },
      'impossible date "2026-03-01T25:00:00Z"',
      'an instant that exists',
    ],
    [{ ...track, timestamp: 'yesterday' }, 'impossible date "yesterday"', 'an instant that exists'],
    [
      { ...track, receivedAt: '0001-01-01T00:00:00Z' },
      'a date outside 2000 to 2099 "0001-01-01T00:00:00Z"',
      'an instant that exists',
    ],
    [
      { ...track, timestamp: '1970-01-01T00:00:00Z' },
      'a date outside 2000 to 2099 "1970-01-01T00:00:00Z"',
      'an instant that exists',
    ],
    [{ ...track, timestamp: 1772357400000 }, 'impossible date 1772357400000', 'an instant that exists'],
    [{ ...stripe, created: 1772357400000 }, 'impossible date 1772357400000', 'an instant that exists'],
    [{ ...stripe, created: -1 }, 'impossible date -1', 'an instant that exists'],
  ])('%j', (line, what, fix) => {
    expect(recognizeLine(JSON.stringify(line))).toEqual({ what, fix: expect.stringContaining(fix) });
  });
});

describe('what goes to a queue, which gives no answer, is judged before', () => {
  test.each([
    [{ ...task, outcome: undefined }, 'outcome is missing', 'give one of contacted_recovering'],
    [{ ...task, outcome: 'sorted' }, /^outcome /, 'contacted_recovering'],
    [{ ...task, action: 'close' }, /^action /, 'acknowledge'],
    [{ ...task, account: undefined }, 'account is missing', "give the account's id"],
    [{ ...task, reason: '' }, 'reason is empty', 'the step that opened the task'],
    [{ ...task, reason: 'x'.repeat(257) }, 'reason is too long', '256 characters'],
    [{ ...prompt, step: undefined }, 'prompt is missing', 'give "prompt" or "step"'],
    [{ ...prompt, user: undefined }, 'user is missing', "give the person's id"],
    [{ ...prompt, receivedAt: '2026-03-01', timestamp: 'soon' }, /^timestamp /, ''],
    [
      { eventType: 'Bounce', mail: { messageId: 1, timestamp: '2026-03-01T09:29:00Z' } },
      'It is neither an SES event, nor a change of an execution, nor an action on a task or prompt',
      'fix the line',
    ],
  ])('%j', (line, what, fix) => {
    const problem = recognizeLine(JSON.stringify(line));
    expect(problem).toEqual({
      what: typeof what === 'string' ? what : expect.stringMatching(what),
      fix: expect.stringContaining(fix),
    });
  });
});
