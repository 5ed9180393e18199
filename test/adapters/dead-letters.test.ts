import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqsDeadLetters } from '../../engine/adapters/aws/dead-letters.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

test('an attempt counts once, however often its count is written, and each receive is another attempt', async () => {
  const clock = { now: () => '2026-03-10T09:00:00.000Z' };
  const { countTry } = sqsDeadLetters(table, clock, new SQSClient({ region: 'us-east-1' }), 'unused');
  const message = { id: 'm1', group: 'acme', body: '{}' };
  expect(await countTry({ ...message, receives: 1 })).toBe(1);
  // As the SDK does when the answer is lost.
  expect(await countTry({ ...message, receives: 1 })).toBe(1);
  expect(await countTry({ ...message, receives: 2 })).toBe(2);
  expect(await countTry({ ...message, receives: 7 })).toBe(3);
  expect(await countTry({ ...message, id: 'm2', receives: 7 })).toBe(1);
});
