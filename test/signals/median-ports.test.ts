import { afterAll, beforeAll, expect, test } from 'vitest';
import { evaluationDue } from '../../engine/account/evaluate-event.ts';
import { planFiguresKey } from '../../engine/adapters/aws/table/keys.ts';
import type { Figure } from '../../engine/definition/condition.ts';
import { figureName } from '../../engine/definition/figure-name.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { afterPlanFigures } from '../../engine/ports/retention.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { planOf } from '../../engine/signals/plan-figures.ts';
import { putAll } from '../support/bulk-rows.ts';
import { Crash, crashingPorts } from '../support/crash.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { aJourney, anEvent, aUpdate } from '../support/journeys.ts';
import { routeWorld } from '../support/route-world.ts';
import { anActiveEnrollment, aTouch, now, someProfile } from '../support/touch.ts';
import { touchWorld } from '../support/touch-world.ts';

let table: TestTable;
let count = 0;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

const signIns: Figure = { kind: 'eventCount', event: 'Signed In', window: { kind: 'within', days: 30 } };
const step = {
  kind: 'webhook',
  id: 'review',
  endpoint: 'crm',
  data: { typical: { kind: 'median', of: signIns } },
} as const;

/** What the review says to an account, beside accounts of its plan with so many sign-ins each. */
const reviewed = async (plan: string, others: readonly number[]) => {
  const account = `reader-${++count}`;
  const world = touchWorld(table, account);
  for (const [index, each] of others.entries()) {
    const figures = { [figureName(signIns)]: each };
    await world.given([
      { kind: 'planFigures', account: `${plan}-${index}`, plan, at: plusSeconds(now, -86_400), figures },
    ]);
  }
  await world.given([
    { kind: 'profile', profile: someProfile({ plan }, { account }) },
    { kind: 'enroll', enrollment: anActiveEnrollment({ account }) },
  ]);
  table.roundTrips();
  await deliverTouch(aTouch({ account, step }), world.ports);
  const [post] = world.posts;
  return { said: (post?.body as { data?: Record<string, unknown> })?.data?.typical, reads: table.roundTrips() };
};

test('a touch tells what accounts of the same plan come to, and reads them all once a day', async () => {
  const first = await reviewed('team', [10, 20, 30, 40, 50]);
  const second = await reviewed('team', [1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000]);

  expect([first.said, second.said]).toEqual([30, 30]);
  const ofPlan = (reads: string[]) => reads.filter(each => each === 'QueryCommand' || each === 'PutItemCommand');
  expect(ofPlan(first.reads).length - ofPlan(second.reads).length).toBe(2);
});

test.each([
  ['of an earlier version alone', [10, 20, 30, 40, 50], []],
  ['of an earlier version beside new ones', [10, 20, 30], [40, 50]],
  ['of an earlier version and new ones, fewer than five of each', [10, 20, 30, 40], [50]],
])('a touch reads rows %s', async (_, earlier, others) => {
  const plan = `upgraded${++count}`;
  await putAll(
    table,
    earlier.values().map((each, index) => ({
      ...planFiguresKey(plan, `earlier-${index}`),
      json: JSON.stringify({ [figureName(signIns)]: each }),
      expiresAt: afterPlanFigures(plusSeconds(now, -7 * 86_400)),
    })),
  );
  expect((await reviewed(plan, others)).said).toBe(30);
});

test('accounts that write the name of their plan otherwise are of the same plan', () => {
  const plans = ['Pro Plus', 'pro-plus', ' PRO_PLUS', 'Pro'].map(plan => planOf(someProfile({ plan })));
  expect(new Set(plans.slice(0, 3)).size).toBe(1);
  expect(plans[3]).not.toBe(plans[0]);
});

test('a plan of a few accounts is compared with nobody', async () => {
  expect((await reviewed('rare', [10, 20, 30, 40])).said).toBeNull();
});

test('when the process dies at any call of the weekly evaluation, the account counts once for its plan', async () => {
  for (const when of ['before', 'after'] as const) {
    for (let at = 1, crashed = true; crashed; at++) {
      const plan = `crash${++count}`;
      const world = routeWorld(table, plan, [aJourney({ steps: [step] })]);
      world.clock.at = '2026-02-01T09:00:00.000Z';
      await route(aUpdate({ plan }, { account: plan, occurredAt: world.clock.at }), world.ports);
      world.clock.at = '2026-03-30T04:00:00.000Z';
      const at3 = plusSeconds(world.clock.at, -86_400);
      await world.given([{ kind: 'mark', event: anEvent('Signed In', { account: plan, id: 's1', occurredAt: at3 }) }]);
      const { evaluation } = await world.ports.accounts.snapshot(plan);
      const event = evaluationDue(plan, evaluation?.dueAt ?? '', world.clock.at);
      crashed = await route(event, crashingPorts(world.ports, { at, when })).then(
        () => false,
        error => {
          if (error instanceof Crash) return true;
          throw error;
        },
      );
      for (const _ of [1, 2]) await route(event, world.ports);
      expect([at, when, await world.ports.plans.rows(plan)]).toEqual([
        at,
        when,
        [expect.objectContaining({ figures: expect.objectContaining({ [figureName(signIns)]: 1 }) })],
      ]);
    }
  }
});
