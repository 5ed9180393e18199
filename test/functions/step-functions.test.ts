import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler as createDeliver } from '../../functions/deliver-touch.ts';
import { createHandler as createEvaluate } from '../../functions/evaluate-branch.ts';
import { createHandler as createTake } from '../../functions/take-step.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { anActiveEnrollment, aTouch, now, somebody, someProfile } from '../support/touch.ts';
import { touchWorld } from '../support/touch-world.ts';

let table: TestTable;
const context = { getRemainingTimeInMillis: () => 60_000 } as Context;

beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

describe('the function of a step', () => {
  it('delivers the touch that its state passes to it, and answers strings only', async () => {
    const world = touchWorld(table);
    await world.given([
      { kind: 'profile', profile: someProfile() },
      { kind: 'contact', contact: somebody('ada') },
      { kind: 'enroll', enrollment: anActiveEnrollment() },
    ]);
    expect(await createDeliver(world.ports)(aTouch(), context)).toEqual({ until: '', at: now, took: '' });
    expect(world.mails).toHaveLength(1);
  });

  it('fails with the name by which the state machine parks a touch that may not go yet', async () => {
    const world = touchWorld(table, 'later');
    await world.given([
      { kind: 'contact', contact: somebody('ada') },
      { kind: 'enroll', enrollment: anActiveEnrollment({ account: 'later' }) },
    ]);
    world.paused.add('onboarding');
    await expect(createDeliver(world.ports)(aTouch({ account: 'later' }), context)).rejects.toMatchObject({
      name: 'TouchHeld',
      message: '2026-03-11T09:00:00Z',
    });
  });

  it('refuses a call that is not its own', async () => {
    const { ports } = touchWorld(table, 'other');
    await expect(createEvaluate(ports)(aTouch(), context)).rejects.toThrow(/kind/);
    await expect(createTake(ports)({ account: 'acme' }, context)).rejects.toThrow(/enrollment/);
  });
});
