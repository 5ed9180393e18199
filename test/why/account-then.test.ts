import { expect, test } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import type { Enrollment, ParkedWait } from '../../engine/account/enrollment.ts';
import { accountThen } from '../../engine/why/account-then.ts';

const [march, april, may] = ['2026-03-01T09:00:00.000Z', '2026-04-01T09:00:00.000Z', '2026-05-01T09:00:00.000Z'];

const wait = { step: 'settle', anchoredAt: april } as ParkedWait;
const enrollment = {
  id: 'e',
  startedAt: '2026-02-01T09:00:00.000Z',
  steps: { hello: march },
  wait,
} as Partial<Enrollment>;
const account = { account: 'acme', contacts: [], enrollments: [enrollment], tasks: [] } as Partial<AccountSnapshot>;

test.each([
  ['before it began', march, undefined],
  ['as it began', april, wait],
  ['while it lasts', may, wait],
])('an account as it was waits for what it waits for now only from then on: %s', (_, at, waits) => {
  const [then] = accountThen(account as AccountSnapshot, at).enrollments;
  expect(then?.wait).toEqual(waits);
});

test('steps that were done later were not done then', () => {
  const stepsAt = (at: string) => accountThen(account as AccountSnapshot, at).enrollments[0]?.steps;
  expect(stepsAt(march)).toEqual({});
  expect(stepsAt(april)).toEqual({ hello: march });
});
