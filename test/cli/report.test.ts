import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportSchema } from '../../engine/numbers/report-schema.ts';
import { daymark } from '../support/cli.ts';

const account = (id: string, mrr: number, currency: string, from: string, to?: string) => {
  const seconds = (at: string) => Date.parse(at) / 1000;
  const subscription = (status: string) => ({
    id: `sub_${id}`,
    object: 'subscription',
    customer: `cus_${id}`,
    status,
    start_date: seconds(from),
    items: {
      data: [
        {
          quantity: 1,
          price: { id: 'p', unit_amount: mrr, currency, recurring: { interval: 'month', interval_count: 1 } },
        },
      ],
    },
  });
  const event = (type: string, at: string, object: object) => ({
    id: `evt_${id}_${at}`,
    object: 'event',
    type,
    created: seconds(at),
    livemode: true,
    data: { object },
  });
  return [
    {
      type: 'group',
      messageId: `m-${id}`,
      groupId: id,
      traits: { name: id, plan: mrr > 5_000 ? 'business' : 'team', stripeCustomerId: `cus_${id}` },
      timestamp: '2026-01-01T00:00:00Z',
    },
    event('customer.subscription.created', from < '2026' ? '2026-01-02T00:00:00Z' : from, subscription('active')),
    ...(to === undefined ? [] : [event('customer.subscription.deleted', to, subscription('canceled'))]),
  ];
};

let folder: string;
const inPlay = (...options: string[]) => daymark(['report', '--play', folder, ...options]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daymark-report-'));
  const lines = [
    ...account('old', 10_000, 'usd', '2024-05-01T00:00:00Z'),
    ...account('euro', 10_000, 'eur', '2025-05-01T00:00:00Z'),
    ...account('left', 4_000, 'usd', '2025-05-01T00:00:00Z', '2026-02-28T23:59:59Z'),
    ...account('new', 2_500, 'usd', '2026-02-01T00:00:00Z'),
    ...account('real', 7_000, 'brl', '2026-02-11T00:00:00Z'),
  ];
  await writeFile(join(folder, 'events.jsonl'), lines.map(line => `${JSON.stringify(line)}\n`).join(''));
  const place = ['--timeline', join(folder, 'timeline.jsonl'), '--mail', join(folder, 'mail')];
  const played = await daymark([
    ...['simulate', join(folder, 'events.jsonl'), '--until', '2026-03-15T00:00:00Z', '--journey', 'advisory-board'],
    ...place,
  ]);
  expect(played.code, played.stderr).toBe(0);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

describe('daymark report', () => {
  test('tells the last month that is over, in the currency of the policy', async () => {
    const { code, stdout, stderr } = await inPlay();
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('Business report of 2026-02, 5 accounts');
    expect(stdout).toMatch(/2026-02 +\$257\.00 +\$25\.00 +\$0\.00 +\$0\.00 +\$0\.00 +\$40\.00 +\$242\.00\n/);
    expect(stdout).toContain('(start - contraction - churn) / start: start $257.00, contraction $0.00, churn $40.00');
    expect(stdout).toMatch(
      /Not in the sums, because the policy has no rate for BRL on 2026-02-01: 1 account, R\$0\.00 at the start, R\$70\.00 at the end\./,
    );
  });

  test('tells it as JSON by its schema, also by dimension', async () => {
    const { stdout } = await inPlay('--json', '--by', 'plan, cohort', '--month', '2026-02');
    const report = reportSchema.parse(JSON.parse(stdout));
    expect(report.movements.map(({ account: id, movement }) => [id, movement])).toEqual([
      ['left', 'churn'],
      ['new', 'new'],
      ['real', 'new'],
    ]);
    expect(report.groups.map(({ by, value, accounts }) => [by, value, accounts])).toEqual([
      ['plan', 'business', 3],
      ['plan', 'team', 2],
      ['cohort', '2024-05', 1],
      ['cohort', '2025-05', 2],
      ['cohort', '2026-02', 2],
    ]);
  });

  test('tells of a month of before, and of one of which nothing is known', async () => {
    const of = async (month: string) =>
      reportSchema.parse(JSON.parse((await inPlay('--json', '--month', month)).stdout));
    expect((await of('2026-01')).months.at(-1)?.amounts).toMatchObject({ start: 25_700, end: 25_700 });
    expect((await of('2023-01')).months.at(-1)?.amounts).toMatchObject({ start: 0, end: 0 });
  });

  test('is written for Markdown, too', async () => {
    const { stdout } = await inPlay('--format', 'markdown');
    expect(stdout).toContain('# Business report of 2026-02');
    expect(stdout).toContain('| Month | start | new |');
    expect(stdout).toContain('| --- | ---: | ---: |');
  });

  test.each([
    [['--by', 'plann'], 'No dimension is called "plann": did you mean "plan"?'],
    [['--month', '2026-13'], 'Write a month such as 2026-10.'],
    [['--play', '/nowhere'], '/nowhere: no play here'],
  ])('says what is wrong with %s', async (options, message) => {
    const { code, stderr } = await inPlay(...options);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
