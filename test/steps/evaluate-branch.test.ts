import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import type { BranchCall } from '../../engine/definition/step-call.ts';
import type { Instant } from '../../engine/kernel/instant.ts';
import { evaluateBranch } from '../../engine/steps/use-cases/evaluate-branch.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { anActiveEnrollment, aTouch, now, someProfile } from '../support/touch.ts';
import { type TouchWorld, touchWorld } from '../support/touch-world.ts';

let table: TestTable;
let world: TouchWorld;
let account: string;
let count = 0;

beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());
beforeEach(() => {
  account = `acme-${++count}`;
  world = touchWorld(table, account);
});

const given = (
  enrollment: Partial<Enrollment> = {},
  attributes: Record<string, string | number> = {},
  changes: Change[] = [],
) =>
  world.given([
    { kind: 'profile', profile: someProfile(attributes, { account }) },
    { kind: 'enroll', enrollment: anActiveEnrollment({ account, ...enrollment }) },
    ...changes,
  ]);
const call = (
  step: BranchCall['step'],
  next: BranchCall['next'],
  at: Instant = '2026-03-09T09:00:00.000Z',
): BranchCall => {
  const { step: _, template: __, class: ___, cause: ____, next: _____, ...frame } = aTouch({ account });
  return { ...frame, at, step, next };
};
const entries = async () => (await world.timeline()).map(({ entry }) => entry);
const used = (event: string, at: string): Change => ({
  kind: 'mark',
  event: {
    id: `segment:${event}${at}`,
    source: 'segment',
    account,
    user: 'ada',
    name: event,
    occurredAt: at,
    receivedAt: at,
    fields: {},
  },
});

describe('a branch', () => {
  const features = {
    projects: 'Project Created',
    tasks: 'Task Completed',
    reports: 'Report Shared',
    comments: 'Comment Added',
  };
  const adoption = (comparison: 'below' | 'atLeast', basisPoints: number) =>
    ({ kind: 'adoption', features, window: { kind: 'sinceEnrollment' }, comparison, basisPoints }) as const;
  const check = () =>
    call(
      {
        kind: 'branch',
        id: 'check',
        otherwise: [],
        cases: [
          { name: 'low', condition: adoption('below', 2500), steps: [] },
          { name: 'high', condition: adoption('atLeast', 5000), steps: [] },
        ],
      },
      {
        low: { kind: 'go' },
        high: { kind: 'park', wake: { kind: 'day', day: 14, sendAt: '09:00' } },
        otherwise: { kind: 'end' },
      },
    );

  it('takes the first case that holds, and tells', async () => {
    await given();
    expect(await evaluateBranch(check(), world.ports)).toEqual({ until: '', at: now, took: 'low' });
    expect(await entries()).toEqual([{ type: 'branch', step: 'check', took: 'low' }]);
  });

  it('compares shares exactly: one feature of four is not below a quarter', async () => {
    await given({}, {}, [used('Task Completed', '2026-03-05T10:00:00.000Z')]);
    expect(await evaluateBranch(check(), world.ports)).toMatchObject({ took: 'otherwise' });
    expect(await entries()).toEqual([{ type: 'branch', step: 'check', took: 'otherwise' }, { type: 'completed' }]);
  });

  it('counts usage since the enrollment only, and plans the wait of the arm it took', async () => {
    const since = ['Task Completed', 'Report Shared'].map(event => used(event, '2026-03-05T10:00:00.000Z'));
    await given({}, {}, [...since, used('Comment Added', '2026-02-01T10:00:00.000Z')]);
    expect(await evaluateBranch(check(), world.ports)).toEqual({
      until: '2026-03-15T09:00:00Z',
      at: now,
      took: 'high',
    });
  });

  it('answers the same when it is asked again, whatever happened since', async () => {
    await given();
    const first = await evaluateBranch(check(), world.ports);
    await world.given(['Task Completed', 'Report Shared'].map(event => used(event, '2026-03-05T10:00:00.000Z')));
    world.later(60);
    expect(await evaluateBranch(check(), world.ports)).toEqual(first);
    expect(await entries()).toHaveLength(1);
  });

  it('that its own condition keeps from happening is passed by without a line', async () => {
    await given({}, { plan: 'free' });
    const { step, next } = check();
    const guarded = {
      ...step,
      when: { kind: 'attribute', name: 'plan', comparison: 'is', value: 'pro' },
    } as BranchCall['step'];
    expect(await evaluateBranch(call(guarded, { ...next, '(skipped)': { kind: 'go' } }), world.ports)).toMatchObject({
      took: '(skipped)',
    });
    expect(await entries()).toEqual([]);
  });

  it('of an enrollment that was exited tells nothing', async () => {
    await given();
    await world.given([{ kind: 'exit', enrollment: 'onboarding-1', reason: 'left', at: now }]);
    expect(await evaluateBranch(check(), world.ports)).toMatchObject({ took: 'otherwise' });
    expect(await entries()).toEqual([]);
  });
});

describe('an experiment', () => {
  it('puts an account always into the same variant', async () => {
    await given();
    const step = {
      kind: 'experiment',
      id: 'subject',
      variants: [
        { name: 'a', weight: 1, steps: [] },
        { name: 'b', weight: 1, steps: [] },
      ],
      holdout: 1,
    } as const;
    const next = { a: { kind: 'go' }, b: { kind: 'go' }, holdout: { kind: 'go' } } as const;
    const { took } = await evaluateBranch(call(step, next), world.ports);
    expect(['a', 'b', 'holdout']).toContain(took);
    expect(await entries()).toEqual([{ type: 'branch', step: 'subject', took }]);
  });
});

describe('a wait whose guard failed', () => {
  const flags = [
    { flag: 'answer_paid', edge: 'paid' },
    { flag: 'answer_called', edge: 'called' },
  ];
  const next = {
    paid: { kind: 'go' },
    called: { kind: 'go' },
    exited: { kind: 'go' },
    '(again)': { kind: 'go' },
  } as const;
  const waiting = (more: Partial<Extract<BranchCall['step'], { kind: 'resolve' }>> = {}) =>
    call(
      {
        kind: 'resolve',
        id: 'resolve answer',
        wake: { kind: 'after', duration: { unit: 'days', amount: 3 } },
        flags,
        ...more,
      },
      next,
    );
  const took = async (step: BranchCall) => evaluateBranch(step, world.ports);

  it('was exited, when the enrollment is over', async () => {
    await given();
    await world.given([{ kind: 'exit', enrollment: 'onboarding-1', reason: 'left', at: now }]);
    expect(await took(waiting())).toMatchObject({ took: 'exited' });
  });

  it('ended by the first event that came since the step before', async () => {
    await given({ seen: { answer_paid: '2026-03-09T12:00:00.000Z', answer_called: '2026-03-09T11:00:00.000Z' } });
    expect(await took(waiting())).toEqual({ until: '', at: now, took: 'called' });
  });

  it('is not ended by an event from before', async () => {
    await given({ seen: { answer_paid: '2026-03-09T08:59:59.999Z', answer_called: '2026-03-09T09:00:00.000Z' } });
    expect(await took(waiting())).toMatchObject({ took: 'called' });
  });

  it('waits again as long as before when nothing ended it', async () => {
    await given();
    expect(await took(waiting())).toEqual({
      until: '2026-03-12T09:00:00Z',
      at: '2026-03-09T09:00:00.000Z',
      took: '(again)',
    });
  });

  it('waits for the new date when its date moved, and counts from that move', async () => {
    await given({ movedAt: '2026-03-09T15:00:00.000Z' }, { renewalAt: '2026-06-30' });
    const step = waiting({ wake: { kind: 'before', attribute: 'renewalAt', days: 60, sendAt: '09:00' }, flags: [] });
    expect(await took(step)).toEqual({
      until: '2026-05-01T09:00:00Z',
      at: '2026-03-09T15:00:00.000Z',
      took: '(again)',
    });
  });

  it('writes nothing', async () => {
    await given();
    table.roundTrips();
    await took(waiting());
    expect(table.roundTrips()).toEqual(['QueryCommand']);
  });
});
