import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import {
  group,
  identify,
  invoice,
  paymentFailed,
  signup,
  stripe,
  taskAction,
  track,
} from '../support/recorded-events.ts';

const good = [
  ...signup('acme', '2026-03-02T10:00:00Z', { timezone: 'Europe/Berlin' }),
  track('acme', 'Project Created', '2026-03-03T10:00:00Z'),
  paymentFailed('acme', '2026-03-04T10:00:00Z', '2026-03-06T10:00:00Z'),
];

const at = '2026-03-03T09:00:00Z';
/** Each with what is wrong with it, and what fixes it. */
const bad: readonly [line: unknown, what: RegExp, fix: RegExp][] = [
  ['this is not JSON', /^not JSON$/, /one JSON object per line/],
  ['{"type":"track","messageId":"torn', /^not JSON$/, /one JSON object per line/],
  [{ type: 'dance', messageId: 'p1', timestamp: at }, /^unknown shape "dance"$/, /track, identify, group/],
  [
    track('acme', 'Task Completed', '2026-02-30T09:00:00Z'),
    /^impossible date "2026-02-30T09:00:00Z"$/,
    /an instant that exists/,
  ],
  [
    { ...track('acme', 'Task Completed', 'soon'), receivedAt: at },
    /^timestamp is not a valid time$/,
    /2026-03-01T09:30:00Z/,
  ],
  [{ ...track('acme', 'Task Completed', at), messageId: undefined }, /^no messageId$/, /"messageId"/],
  [
    { ...track('acme', 'Task Completed', at), context: undefined, userId: undefined },
    /^userId is missing$/,
    /or context\.groupId/,
  ],
  [{ ...track('acme', 'Task Completed', at), context: {}, userId: '' }, /^userId is missing$/, /anonymousId/],
  [{ ...track('acme', 'Task Completed', at), event: undefined }, /^event is missing$/, /name the event/],
  [track('acme', 'task.resolved', at), /^event "task\.resolved" is reserved for Daymark's own events/, /event/],
  [{ ...identify('acme', 'x', at), userId: undefined }, /^userId is missing$/, /give userId or anonymousId/],
  [{ ...group('acme', at), groupId: undefined }, /^groupId is missing$/, /account's id/],
  [group('acme', at, { renewalAt: '2026-02-30' }), /^traits\.renewalAt is not a valid date$/, /2026-03-01/],
  [
    track('acme', 'Task Completed', at, { properties: { text: 'x'.repeat(262_144) } }),
    /^The call is larger than 32 KB/,
    /Leave out/,
  ],
  [{ ...stripe('acme', 'invoice.paid', at, {}), data: undefined }, /^data /, /object/],
  [
    { ...stripe('acme', 'invoice.paid', at, {}), created: 'today' },
    /^impossible date "today"$/,
    /an instant that exists/,
  ],
  [taskAction('acme', 'payment-escalation', 'close', at), /^action /, /acknowledge/],
  [taskAction('acme', 'payment-escalation', 'resolve', at), /^outcome is missing$/, /plan_agreed/],
  [{ type: 'prompt', id: 'p2', account: 'acme', action: 'seen', timestamp: at }, /^user is missing$/, /person's id/],
  [{ eventType: 'Bounce', mail: { timestamp: at } }, /^no mail\.messageId$/, /mail\.messageId/],
  [
    { eventType: 'Bounce', mail: { messageId: 's1', timestamp: at, tags: 'none' } },
    /^It is neither an SES event/,
    /fix the line/,
  ],
];

const odd = [
  group('acme', '2026-03-03T11:00:00Z', { arr: 'a lot', seats: 12 }),
  identify('acme', 'acme-ada', '2026-03-03T11:00:00Z', { timezone: 'Mars/Olympus' }),
  group('zoneless', '2026-03-03T11:00:00Z', { timezone: 'Atlantis/Harbor', touchModel: 'low' }),
  track('stranger', 'Account Created', '2026-03-03T11:00:00Z'),
  track('stranger', 'Account Deleted', '2026-03-03T12:00:00Z'),
  stripe('unnamed', 'invoice.payment_failed', '2026-03-03T12:00:00Z', invoice('unnamed')),
  { eventType: 'Delivery', mail: { messageId: 'of-somebody-else', timestamp: at }, delivery: { timestamp: at } },
  stripe('acme', 'product.created', at, { object: 'product' }),
];

const three = { journeys: ['onboarding', 'renewal', 'payment-recovery'] };
let played: PlayedCase;
beforeAll(async () => {
  const lines = [...good, ...odd];
  // A bad line before every good one, and the rest at the end.
  played = await playCase(
    [
      ...lines.flatMap((line, index) => [...bad.slice(index, index + 1).map(([each]) => each), line]),
      ...bad.slice(lines.length).map(([each]) => each),
    ],
    three,
  );
});

test('every bad line is kept as it was, with its place, what is wrong and how to fix it', () => {
  expect(played.rejected.map(({ text }) => text)).toEqual(
    bad.map(([line]) => (typeof line === 'string' ? line : JSON.stringify(line))),
  );
  for (const [index, { file, line, what, fix }] of played.rejected.entries()) {
    expect(file).toMatch(/events\.jsonl$/);
    expect(line).toBe(index < good.length + odd.length ? 2 * index + 1 : good.length + odd.length + index + 1);
    expect(what).toMatch(bad[index]?.[1] ?? '');
    expect(fix).toMatch(bad[index]?.[2] ?? '');
  }
});

test('everybody else gets what they would have got', async () => {
  const alone = await playCase(good, three);
  expect(alone.of('acme').length).toBeGreaterThan(10);
  expect(played.of('acme')).toEqual(alone.of('acme'));
});

test('what was taken, but not as it was meant, is told with its line', () => {
  expect(played.warnings.map(({ what, fix }) => `${what}: ${fix}`)).toEqual([
    'traits.arr is left out: it must be a number',
    'traits.timezone is unknown, so UTC is used: "Mars/Olympus". Give an IANA name such as Europe/Berlin',
    'traits.timezone is unknown, so UTC is used: "Atlantis/Harbor". Did you mean "Atlantic/Faeroe"?',
    'changes nothing: it is not about a mail that Daymark sent, or says nothing about the address, such as "not spam": use SES events with the tags that the mail was sent with',
  ]);
});

test('events of nobody wait, and are counted', () => {
  expect(played.waiting).toEqual([
    { of: { account: 'stranger' }, events: 2 },
    { of: { customer: 'cus_unnamed' }, events: 1 },
  ]);
  expect(played.of('stranger')).toEqual([]);
});

test('no handler fails on any of it', () => {
  expect(played.faults).toEqual([]);
});
