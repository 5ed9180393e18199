import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliverTouch } from '../../engine/services/deliver-touch.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { anActiveEnrollment, aPolicy, aTouch, somebody, someProfile } from '../support/touch.ts';
import { touchWorld } from '../support/touch-world.ts';

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

test('an account that invites fifty strangers mails no more of them than its cap allows', async () => {
  const account = 'cannon';
  const world = touchWorld(table, account);
  const strangers = Array.from({ length: 50 }, (_, index) => somebody(`victim-${index}`));
  await world.given([
    { kind: 'profile', profile: someProfile(undefined, { account }) },
    { kind: 'enroll', enrollment: anActiveEnrollment({ account }) },
    ...strangers.map(contact => ({ kind: 'contact', contact }) as const),
  ]);
  const cap = { classes: ['lifecycle'], atMost: 10, withinDays: 1, onCapped: 'skip', per: 'account' } as const;
  const touch = aTouch({ account, policy: aPolicy({ frequencyCaps: [cap] }) });

  await deliverTouch(touch, world.ports);

  expect(world.mails).toHaveLength(10);
  const skipped = (await world.timeline()).filter(({ entry }) => 'reason' in entry && entry.reason === 'capped');
  expect(skipped).toHaveLength(40);
});
