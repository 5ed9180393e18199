import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { loggedAlarms } from '../../engine/adapters/aws/alarms.ts';
import { loggedMetrics, type MetricLine, measuring, toLog } from '../../engine/adapters/aws/metric-lines.ts';
import { channels } from '../../engine/channels/channels.ts';
import { CommitConflict } from '../../engine/ports/accounts.ts';
import { allMetrics, type Measurement, metrics } from '../../engine/ports/metrics.ts';
import { touchLine } from '../../engine/sending/touch-rows.ts';
import { startTestStore } from '../support/account-store.ts';
import type { TestTable } from '../support/dynamodb.ts';
import { anActiveEnrollment, aTouch } from '../support/touch.ts';

/**
 * The JSON schema that AWS publishes for the format, and its demand that what the metadata names is there.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
const embedded = z
  .looseObject({
    _aws: z.object({
      Timestamp: z.int().min(1_577_836_800_000),
      CloudWatchMetrics: z
        .array(
          z.strictObject({
            Namespace: z.string().min(1).max(1_024),
            Dimensions: z.array(z.array(z.string().min(1).max(250)).max(30)).min(1),
            Metrics: z
              .array(z.strictObject({ Name: z.string().min(1).max(1_024), Unit: z.enum(['Count', 'Seconds']) }))
              .min(1)
              .max(100),
          }),
        )
        .min(1),
    }),
  })
  .refine(line =>
    line._aws.CloudWatchMetrics.every(
      ({ Dimensions, Metrics }) =>
        Dimensions.flat().every(name => z.string().min(1).max(1_024).safeParse(line[name]).success) &&
        Metrics.every(({ Name }) => z.number().safeParse(line[Name]).success),
    ),
  );

const at = '2026-03-10T09:00:00.000Z';
const clock = { now: () => at };

const linesOf = (tell: (emit: (line: MetricLine) => void) => unknown): MetricLine[] => {
  const lines: MetricLine[] = [];
  tell(line => void lines.push(line));
  return lines;
};

let table: TestTable;
let store: Awaited<ReturnType<typeof startTestStore>>['store'];
beforeAll(async () => {
  ({ store, table } = await startTestStore(at));
});
afterAll(() => table.stop());

test('every metric and every alarm is a line that CloudWatch can read, and says nothing of anybody', () => {
  const lines = linesOf(emit => {
    const told = loggedMetrics(clock, 'daymark-prod', emit);
    for (const { name, dimensions } of allMetrics) {
      const [by] = Object.values(dimensions);
      told.add({ metric: name, value: 2, ...(by !== undefined && { by }) });
    }
  });
  expect(lines.map(line => embedded.safeParse(line).success)).toEqual(allMetrics.map(() => true));
  const [sent] = lines;
  expect(Object.keys(sent ?? {}).sort()).toEqual(['Touches', '_aws', 'environment', 'outcome']);
  const [alarm] = linesOf(emit =>
    loggedAlarms(clock, 'daymark-prod', emit).raise({ alarm: 'billing-unmatched', event: 'e1' }),
  );
  expect(embedded.safeParse(alarm).success).toBe(true);
  expect(embedded.safeParse({ ...sent, outcome: 1 }).success).toBe(false);
  expect(embedded.safeParse({ ...sent, Touches: undefined }).success).toBe(false);
});

test('there are few of them, for each costs thirty cents a month', () => {
  expect(allMetrics).toHaveLength(10);
  expect(Object.keys(metrics)).toEqual(['Touches', 'Tasks', 'SecondsToEffect']);
});

test('a line is one line of the log, with nothing before it', () => {
  const written: string[] = [];
  const { write } = process.stderr;
  process.stderr.write = text => written.push(String(text)) > 0;
  try {
    loggedMetrics(clock, 'daymark-prod', toLog).add({ metric: 'SecondsToEffect', value: 1.5 });
  } finally {
    process.stderr.write = write;
  }
  expect(written).toHaveLength(1);
  expect(written[0]).toMatch(/^\{.*\}\n$/);
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ environment: 'daymark-prod', SecondsToEffect: 1.5 });
});

test('what is written is measured, and what is refused is not', async () => {
  const added: Measurement[] = [];
  const accounts = measuring(store.accounts, { add: measurement => void added.push(measurement) });
  const call = aTouch({ account: 'acme' });
  const lines = (['sent', 'sent', 'held'] as const).map((outcome, index) =>
    touchLine({ call, channel: channels.email, now: at }, `c${index}`, outcome),
  );
  const enrollment = anActiveEnrollment({ account: 'acme' });
  const stillActive = { kind: 'stillActive', enrollment: enrollment.id } as const;
  await expect(accounts.commit('acme', [stillActive, ...lines])).rejects.toThrow(CommitConflict);
  expect(added).toEqual([]);
  await accounts.commit('acme', [{ kind: 'enroll', enrollment }]);
  await accounts.commit('acme', [stillActive, ...lines]);
  expect(added).toEqual([
    { metric: 'Touches', by: 'sent', value: 2 },
    { metric: 'Touches', by: 'held', value: 1 },
  ]);
});
