import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createHandler as createDeliver } from '../../functions/deliver-touch.ts';
import { createHandler as createEvaluate } from '../../functions/evaluate-branch.ts';
import { createHandler as createTake } from '../../functions/take-step.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, aTouch, now, somebody, someProfile } from '../support/touch.ts';
import { touchWorld } from '../support/touch-world.ts';

const store = testStore();
const context = { getRemainingTimeInMillis: () => 60_000 } as Context;

describe('the function of a step', () => {
  it('delivers the touch that its state passes to it, and answers strings only', async () => {
    const world = touchWorld(store);
    await world.given([
      { kind: 'profile', profile: someProfile() },
      { kind: 'contact', contact: somebody('ada') },
      { kind: 'enroll', enrollment: anActiveEnrollment() },
    ]);
    expect(await createDeliver(world.ports)(aTouch(), context)).toEqual({ until: '', at: now, took: '' });
    expect(world.mails).toHaveLength(1);
  });

  it('fails with the name by which the state machine parks a touch that may not go yet', async () => {
    const world = touchWorld(store, 'later');
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
    const { ports } = touchWorld(store, 'other');
    await expect(createEvaluate(ports)(aTouch(), context)).rejects.toThrow(/kind/);
    await expect(createTake(ports)({ account: 'acme' }, context)).rejects.toThrow(/enrollment/);
  });
});
