import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { userDaysByWeek } from '../engine/conditions/weeks.ts';
import { instant, plusSeconds } from '../engine/kernel/instant.ts';
import { daymark, type PrintedLine, printedAsLines, readPrintedLines } from './daymark.ts';
import { type StoredOrder, shuffled, storedUsage } from './stored-usage.ts';

/** Recorded events of others, which are not part of the project. */
const fixtures = '../shared/fixtures';
const read = (name: string): Record<string, unknown> =>
  existsSync(fixtures)
    ? (JSON.parse(readFileSync(join(fixtures, `${name}.json`), 'utf8')) as Record<string, unknown>)
    : {};
const eventsOf = (name: string): PrintedLine[] => (read(name).events ?? []) as PrintedLine[];

const folder = mkdtempSync(join(tmpdir(), 'daymark-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Plays the lines; whatever they are, that must end well, without a fault, and each line that cannot be used is told with a way to mend it. */
const play = async (
  lines: readonly unknown[],
): Promise<{ timeline: PrintedLine[]; rejected: PrintedLine[]; stdout: string }> => {
  const file = join(folder, 'events.jsonl');
  writeFileSync(file, printedAsLines(lines));
  const { code, stdout, stderr } = await daymark(
    'run',
    file,
    '--timeline',
    join(folder, 'timeline.jsonl'),
    '--mail',
    join(folder, 'mail'),
  );
  const rejected = readPrintedLines(join(folder, 'rejected.jsonl'));
  expect(code, stderr).toBe(0);
  const said = stderr.split('\n');
  for (const { line, what, fix } of rejected) expect(said).toContain(`${file}:${line}: ${what}: ${fix}`);
  expect(stderr).not.toMatch(/^ +at |\bError: /m);
  return { timeline: readPrintedLines(join(folder, 'timeline.jsonl')), rejected, stdout };
};

const account = (id: string, knownSince: string, traits: object = {}): PrintedLine => ({
  type: 'group',
  messageId: `group-${id}`,
  groupId: id,
  timestamp: `${knownSince}T00:00:00Z`,
  traits: { name: id, touchModel: 'low', ...traits },
});
const isoTime = (seconds: number): string => new Date(seconds * 1000).toISOString();

describe.skipIf(!existsSync(fixtures))('recorded events of others', () => {
  test('Stripe events of 2020, as recorded: one id for all of them, so that only the first counts', async () => {
    const { timeline, rejected } = await play([
      account('acme', '2022-03-01', { stripeCustomerId: 'cus_00000000000000' }),
      ...eventsOf('stripe-webhooks-2020'),
    ]);

    expect(rejected).toEqual([]);
    expect(timeline.filter(({ type }) => type === 'enrolled')).toMatchObject([
      { journey: 'payment-recovery', trigger: 'payment.failed' },
    ]);
  });

  test('Stripe events of 2020, each with an id: a failed invoice enrolls the known customer until it is paid', async () => {
    const events = eventsOf('stripe-webhooks-2020').map((event, index) => ({ ...event, id: `evt_2020_${index}` }));
    const { timeline, rejected } = await play([
      account('acme', '2022-03-01', { stripeCustomerId: 'cus_00000000000000' }),
      ...events,
    ]);

    expect(rejected).toEqual([]);
    const own = timeline.filter(({ journey }) => journey === 'payment-recovery');
    expect(own.filter(({ type }) => type === 'enrolled')).toMatchObject([
      { account: 'acme', trigger: 'payment.failed' },
    ]);
    expect(own.filter(({ type }) => type === 'exited')).toMatchObject([
      { reason: expect.stringMatching(/^payment\.(recovered|succeeded)$/) },
    ]);
  });

  test('Stripe events of 2025, without their envelopes: told as lines of no known shape', async () => {
    const { rejected } = await play(eventsOf('stripe-event-data-2025'));

    expect(rejected.map(({ what }) => what)).toEqual(
      eventsOf('stripe-event-data-2025').map(({ type }) => `unknown shape "${type}"`),
    );
  });

  test('Stripe events of 2025, in envelopes: one failing invoice, one enrollment of the known customer', async () => {
    const events = eventsOf('stripe-event-data-2025').map((event, index) => ({
      id: `evt_2025_${index}`,
      object: 'event',
      api_version: '2025-03-31.basil',
      created: 1_745_000_000 + index * 3600,
      ...event,
    }));
    const { timeline, rejected } = await play([
      account('acme', '2025-03-01', { stripeCustomerId: 'cus_1234' }),
      ...events,
    ]);

    expect(rejected).toEqual([]);
    expect(timeline.filter(({ type }) => type === 'enrolled')).toMatchObject([
      { account: 'acme', journey: 'payment-recovery' },
    ]);
    expect(timeline.filter(({ type }) => type === 'failed')).toEqual([]);
  });

  test("Paddle notifications, as recorded: a card that fails in a checkout is the checkout's business", async () => {
    const { rejected, timeline } = await play([
      account('acme', '2023-08-01', { paddleCustomerId: 'ctm_01h8e18bxp9hby49dnm8ewf0m0' }),
      ...eventsOf('paddle-webhooks'),
    ]);

    expect(rejected).toEqual([]);
    expect(timeline).toEqual([]);
  });

  test('Paddle notifications, of a cycle: a failed transaction enrolls the customer that an account names', async () => {
    const { rejected, timeline, stdout } = await play([
      account('acme', '2023-08-01', { paddleCustomerId: 'ctm_01h8e18bxp9hby49dnm8ewf0m0' }),
      ...eventsOf('paddle-webhooks').map(event => ({
        ...event,
        data: { ...(event.data as PrintedLine), origin: 'subscription_recurring' },
      })),
    ]);

    expect(rejected).toEqual([]);
    expect(timeline.filter(({ type }) => type === 'enrolled')).toMatchObject([
      { account: 'acme', journey: 'payment-recovery', trigger: 'payment.failed' },
    ]);
    expect(timeline.filter(({ type }) => type === 'failed')).toEqual([]);
    expect(stdout).toContain('for an account that names this customer as its paddleCustomerId');
  });

  test('SES events, as recorded: those that say no time are told', async () => {
    const { rejected, timeline } = await play(eventsOf('ses-events'));

    expect(rejected).toMatchObject([2, 3, 9].map(line => ({ line, what: 'no time', fix: 'give "mail.timestamp"' })));
    expect(timeline).toEqual([]);
  });

  test('SES events, each with a time: of mails that Daymark did not send, so that nothing comes of them', async () => {
    const { rejected, timeline } = await play(
      eventsOf('ses-events').map(event => ({
        ...event,
        mail: { timestamp: '2016-10-14T05:02:16.645Z', ...(event.mail as PrintedLine) },
      })),
    );

    expect(rejected).toEqual([]);
    expect(timeline).toEqual([]);
  });

  test('Segment calls, as documented: those without messageId are told', async () => {
    const { b2bSaas = [], fullPayloads = [] } = read('segment-b2b-saas') as {
      b2bSaas: PrintedLine[];
      fullPayloads: PrintedLine[];
    };
    const calls = [...b2bSaas, ...fullPayloads];
    const { rejected } = await play(calls);

    // A call that names only a user is kept until it is known of which account they are.
    const bad = calls.flatMap(({ messageId }, index) => (messageId ? [] : [{ line: index + 1, what: 'no messageId' }]));
    expect(bad.length).toBeGreaterThan(0);
    expect(rejected).toMatchObject(bad);
  });

  test('Segment calls with ids and times: the account enters onboarding and leaves it when it is deleted', async () => {
    const { b2bSaas = [] } = read('segment-b2b-saas') as { b2bSaas: PrintedLine[] };
    const calls = b2bSaas.map((call, index) => ({
      ...call,
      messageId: `call-${index}`,
      timestamp: isoTime(1_535_400_000 + index * 3600),
    }));
    const { rejected, timeline } = await play([account('acct_123', '2018-08-01'), ...calls]);

    expect(rejected).toEqual([]);
    expect(timeline.map(({ type }) => type)).toEqual(expect.arrayContaining(['enrolled', 'exited']));
    expect(timeline.at(-1)).toMatchObject({
      account: 'acct_123',
      journey: 'onboarding',
      type: 'exited',
      reason: 'Account Deleted',
    });
  });
});

interface Trace {
  account: string;
  weeklyActiveUserDaysUtc: [monday: string, userDays: number][];
  events: { id: string; user: string; occurredAt: string; receivedAt: string }[];
}

describe.skipIf(!existsSync(fixtures))('recorded usage of three accounts', () => {
  const traces = (read('usage-trace-git').accounts ?? []) as Trace[];
  const signIns = ({ account: groupId, events }: Trace): PrintedLine[] =>
    events.map(({ id, user, occurredAt, receivedAt }) => ({
      type: 'track',
      messageId: id,
      event: 'Signed In',
      userId: user,
      context: { groupId },
      timestamp: occurredAt,
      receivedAt,
    }));

  test('all 511 events are taken', async () => {
    const { rejected, stdout } = await play(
      traces.flatMap(trace => [account(trace.account, '2023-04-01'), ...signIns(trace)]),
    );

    expect(rejected).toEqual([]);
    expect(stdout).toContain(`${511 + traces.length} events of ${traces.length} accounts`);
  });

  const orders: Record<string, StoredOrder> = {
    'as recorded': calls => calls,
    'shuffled, with duplicates': shuffled(1),
    'shuffled otherwise, with duplicates': shuffled(2),
    'shuffled, with duplicates, and the account known only at the end': shuffled(3),
  };
  for (const [name, order] of Object.entries(orders)) {
    for (const trace of traces) {
      test(`${trace.account} ${name}: user-days by week are those expected`, async () => {
        const { usage, profile } = await storedUsage({
          account: trace.account,
          calls: signIns(trace),
          order,
          accountCall: account(trace.account, '2023-04-01'),
          accountKnown: name.includes('at the end') ? 'last' : 'first',
          buildFolder: join(folder, 'build'),
        });

        expect([...usage].filter(({ event }) => event === 'Signed In')).toHaveLength(trace.events.length);
        const weeks = trace.weeklyActiveUserDaysUtc;
        const [lastMonday = ''] = weeks.at(-1) ?? [];
        const context = {
          now: plusSeconds(instant(lastMonday), 7 * 86_400),
          usage,
          tasks: [],
          ...(profile && { profile }),
        };
        expect(userDaysByWeek('Signed In', weeks.length, context)).toEqual(weeks.map(([, userDays]) => userDays));
      });
    }
  }
});
