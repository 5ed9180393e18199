import { describe, expect, test } from 'vitest';
import { costRows } from '../../engine/cost/cost-rows.ts';
import { monthlyCost, totalOf } from '../../engine/cost/monthly-cost.ts';
import type { Workload } from '../../engine/cost/workload.ts';

const nobody: Workload = {
  accounts: 1_000,
  usage: 0,
  listened: 0,
  identifies: 0,
  updates: 0,
  enrollments: 0,
  recipients: 0,
  evaluations: 0,
  polls: 0,
};
const deployment = {
  journeys: [
    { journey: 'welcome', transitions: 10, mails: 3 },
    { journey: 'welcome', transitions: 20, mails: 5 },
  ],
  metrics: 0,
  queues: 0,
  secrets: 0,
  alarms: 0,
};
const billOf = (load: Partial<Workload>, of = deployment) =>
  Object.fromEntries(
    monthlyCost({ ...nobody, ...load }, of).map(({ service, what, amount, dollars }) => [
      `${service}, ${what}`,
      [amount, Number(dollars.toFixed(6))],
    ]),
  );

describe('a month', () => {
  test('of enrollments costs their transitions, and their mails by recipient', () => {
    const bill = billOf({ enrollments: 2, recipients: 2 });
    // 1,000 accounts × 2 enrollments × 15 transitions on average, at $25 a million.
    expect(bill['Step Functions, transitions']).toEqual([30_000, 0.75]);
    // × 4 mails on average × 2 recipients, at $0.10 a thousand; SES tells twice of each.
    expect(bill['SES, mails']).toEqual([16_000, 1.6]);
    expect(bill['SNS, notifications']).toEqual([32_000, 0.016]);
  });

  test('of usage that only counts costs a request, an invocation and a write each', () => {
    const bill = billOf({ usage: 100 });
    expect(bill['API Gateway, requests']).toEqual([100_000, 0.1]);
    // $0.20 a million, and 25 ms of a gigabyte at $0.0000133334 a second.
    expect(bill['Lambda, invocations']).toEqual([100_000, 0.053334]);
    expect(bill['DynamoDB, write units']).toEqual([100_000, 0.0625]);
    expect(bill['DynamoDB, read units']).toEqual([0, 0]);
    expect(bill['SQS, requests']).toEqual([0, 0]);
    // A record of 5 KB in a month, at $0.029 a GB, and 50 bytes of it for 25 months, in 2,920 files at $5 a million.
    expect(bill['Firehose, GB of events']).toEqual([0.5, 0.0145]);
    expect(bill['S3, GB of events']).toEqual([0.125, 0.017475]);
  });

  test('of usage that journeys listen to goes through the queue besides', () => {
    const bill = billOf({ usage: 100, listened: 0.5 });
    expect(bill['SQS, requests']?.[0]).toBe(150_000);
    expect(bill['Lambda, invocations']?.[0]).toBe(150_000);
  });

  test('that nobody does anything in costs what stands there', () => {
    const charges = monthlyCost({ ...nobody, accounts: 0 }, { ...deployment, queues: 1, secrets: 3, alarms: 14 });
    // 14 alarms, a dashboard, three secrets, and 657,000 empty receives.
    expect(totalOf(charges)).toBeCloseTo(1.4 + 3 + 1.2 + 0.3285, 6);
  });

  test('is told with its sum', () => {
    expect(costRows(monthlyCost({ ...nobody, enrollments: 2 }, deployment)).at(0)).toEqual([
      'Step Functions, transitions',
      '30,000',
      '$0.75',
    ]);
    expect(costRows([]).at(-1)).toEqual(['a month', '', '$0.00']);
  });
});
