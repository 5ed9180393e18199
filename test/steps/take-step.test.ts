import { beforeEach, describe, expect, it } from 'vitest';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import type { StepCall } from '../../engine/definition/step-call.ts';
import { takeStep } from '../../engine/steps/use-cases/take-step.ts';
import { aPrompt } from '../conformance/records.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, aTouch, now, someProfile } from '../support/touch.ts';
import { type TouchWorld, touchWorld } from '../support/touch-world.ts';

const store = testStore();
let world: TouchWorld;
let account: string;
let count = 0;

beforeEach(() => {
  account = `acme-${++count}`;
  world = touchWorld(store, account);
});

const given = (enrollment: Partial<Enrollment> = {}) =>
  world.given([
    { kind: 'profile', profile: someProfile({ plan: 'free' }, { account }) },
    { kind: 'enroll', enrollment: anActiveEnrollment({ account, ...enrollment }) },
  ]);
const take = (step: StepCall['step'], more: Partial<StepCall> = {}) => {
  const { step: _, template: __, class: ___, cause: ____, ...frame } = aTouch({ account });
  return takeStep({ ...frame, next: { kind: 'go' }, ...more, step }, world.ports);
};
const entries = async () => (await world.timeline()).map(({ entry }) => entry);
const enrollment = async () => (await world.ports.accounts.snapshot(account)).enrollments[0];

describe('a step that touches nobody', () => {
  it('updates attributes by an event of its own, under a name that stays the same', async () => {
    await given();
    await take({ kind: 'update', id: 'mark', attributes: { stage: 'activated' } });
    await take({ kind: 'update', id: 'mark', attributes: { stage: 'activated' } });
    expect(world.published).toEqual([
      {
        id: 'daymark:onboarding-1.mark',
        source: 'daymark',
        account,
        name: 'account.updated',
        occurredAt: now,
        receivedAt: now,
        fields: { stage: 'activated' },
      },
    ]);
  });

  it('enrolls the account in another journey', async () => {
    await given();
    await take({ kind: 'enroll', id: 'next', journey: 'adoption' });
    expect(world.published).toMatchObject([{ name: 'daymark.enroll', fields: { journey: 'adoption' } }]);
  });

  it('does nothing when its condition does not hold, and the journey goes on', async () => {
    await given();
    const when = { kind: 'attribute', name: 'plan', comparison: 'is', value: 'pro' } as const;
    expect(await take({ kind: 'enroll', id: 'next', journey: 'adoption', when })).toMatchObject({ took: '' });
    expect(await take({ kind: 'exit', id: 'leave', reason: 'done', when })).toMatchObject({ took: '' });
    expect(world.published).toEqual([]);
    expect(await enrollment()).toMatchObject({ status: 'active', steps: { next: now, leave: now } });
  });

  it('plans the next wake-up, and tells what ended the wait before it', async () => {
    await given();
    const next = { kind: 'park', wake: { kind: 'after', duration: { unit: 'hours', amount: 2 } } } as const;
    expect(await take({ kind: 'plan', id: 'plan answer' }, { next, waited: 'answer timeout' })).toEqual({
      until: '2026-03-10T11:00:00Z',
      at: now,
      took: '',
    });
    expect(await entries()).toEqual([{ type: 'waited', step: 'answer', for: 'timeout' }]);
  });

  it('closes the enrollment where nothing follows', async () => {
    await given();
    await take({ kind: 'plan', id: 'end of answer' }, { next: { kind: 'end' } });
    expect(await entries()).toEqual([{ type: 'completed' }]);
    expect(await enrollment()).toMatchObject({ status: 'completed' });
  });
});

describe('an exit step', () => {
  it('ends the enrollment with its reason, and takes its prompts away', async () => {
    await given();
    await world.given([
      { kind: 'prompt', prompt: aPrompt(account, 'p1', { enrollment: 'onboarding-1' }) },
      { kind: 'prompt', prompt: aPrompt(account, 'p2', { enrollment: 'other' }) },
    ]);
    expect(await take({ kind: 'exit', id: 'leave', reason: 'activated' }, { next: { kind: 'end' } })).toMatchObject({
      took: 'exited',
    });
    expect(await entries()).toEqual([{ type: 'exited', reason: 'activated' }]);
    expect(await enrollment()).toMatchObject({ status: 'exited', exitReason: 'activated' });
    expect((await world.ports.prompts.all(account)).map(({ retiredAt }) => retiredAt)).toEqual([now, undefined]);
  });

  it('tells nothing when the enrollment was exited before', async () => {
    await given();
    await world.given([{ kind: 'exit', enrollment: 'onboarding-1', reason: 'left', at: now }]);
    expect(await take({ kind: 'exit', id: 'leave', reason: 'activated' })).toMatchObject({ took: 'exited' });
    expect(await entries()).toEqual([]);
  });
});
