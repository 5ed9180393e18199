import { beforeAll, expect, test } from 'vitest';
import type { World } from '../../engine/local/world.ts';
import { deliver } from '../../engine/playback/deliver.ts';
import { type PlayedCase, playCase, shippedProject } from '../support/play-case.ts';
import {
  account,
  chargeFailed,
  invoicePaid,
  paymentFailed,
  signup,
  subscriptionCanceled,
  track,
} from '../support/recorded-events.ts';
import { startTestWorld } from '../support/test-world.ts';

const start = '2026-01-05T10:00:00Z';
const on = (day: number): string => new Date(Date.parse(start) + day * 86_400_000).toISOString();

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...signup('idle', start),
      ...signup('active', start),
      ...['Project Created', 'Comment Added', 'Report Shared'].map(event => track('active', event, on(2))),
      ...signup('left-on-day-5', start),
      subscriptionCanceled('left-on-day-5', on(5)),
      ...signup('left-on-day-10', start),
      subscriptionCanceled('left-on-day-10', on(10)),
      ...account('renewing', start, { renewalAt: on(100).slice(0, 10), arr: 20_000 }),
      ...account('paid-late', start),
      chargeFailed('paid-late', on(0), 'insufficient_funds'),
      paymentFailed('paid-late', on(0), on(3)),
      invoicePaid('paid-late', on(4)),
      ...account('never-paid', start),
      chargeFailed('never-paid', on(0), 'insufficient_funds'),
      paymentFailed('never-paid', on(0), on(3)),
    ],
    { journeys: ['onboarding', 'renewal', 'payment-recovery'] },
  );
});

/** Transitions of the account's enrollments, as the interpreter counted them. */
const transitions = (id: string): number[] =>
  played.executions.filter(({ group }) => group === id).map(execution => execution.transitions);

test('onboarding takes 14 transitions on its longest path, the check of day 30 and the way on included', () => {
  expect(played.of('idle').join('\n')).toContain('low-adoption: task opened');
  expect(transitions('idle')).toEqual([14]);
  expect(Math.max(...transitions('active'))).toBeLessThanOrEqual(14);
});

test('a touch costs two transitions: its wait and itself', () => {
  expect(played.of('left-on-day-5').filter(line => /: (email|inApp) sent/.test(line))).toHaveLength(2);
  expect(played.of('left-on-day-10').filter(line => /: (email|inApp) sent/.test(line))).toHaveLength(3);
  expect((transitions('left-on-day-10')[0] ?? 0) - (transitions('left-on-day-5')[0] ?? 0)).toBe(2);
});

test('an exit costs the wait that it ends, and one more', () => {
  // welcome, until the tour, the tour, until first-project, exited
  expect(transitions('left-on-day-5')).toEqual([5]);
});

test('renewal and payment recovery cost two transitions a stage as well', () => {
  expect(transitions('renewing')).toEqual([7]);
  expect(transitions('never-paid')).toEqual([11]);
  expect(transitions('paid-late')).toEqual([7]);
});

test('a touch that is held costs two more: it parks, and is tried again', async () => {
  const normally = await transitionsUntilDay4(async () => {});
  const heldForADay = await transitionsUntilDay4(pause => pause(true));
  expect(normally.lines).toContain('core-workflow-tour: sent');
  expect(heldForADay.lines).toContain('core-workflow-tour: held');
  expect(heldForADay.lines).toContain('core-workflow-tour: sent');
  expect(heldForADay.transitions - normally.transitions).toBe(2);
});

test('no execution comes near what Step Functions allows', () => {
  expect(Math.max(...played.executions.map(({ history }) => history))).toBeLessThan(100);
});

/** Onboarding, with an operator who may pause it before the tour of day 3 and resumes it right after. */
const transitionsUntilDay4 = async (operate: (pause: (paused: boolean) => Promise<void>) => Promise<void>) => {
  const shipped = await shippedProject();
  const project = { ...shipped, journeys: shipped.journeys.filter(({ definition }) => definition.id === 'onboarding') };
  const world = await startTestWorld(project, '2026-01-05T10:00:00.000Z');
  const pause = (paused: boolean) => world.operator().switches.set('journey/onboarding', paused ? 'paused' : 'on');
  try {
    for (const event of signup('acme', start)) await send(world, event);
    await world.advanceTo('2026-01-07T12:00:00.000Z');
    await operate(pause);
    await world.advanceTo('2026-01-08T12:00:00.000Z');
    await pause(false);
    await world.advanceTo('2026-01-09T12:00:00.000Z');
    const lines = (await world.allAccounts.timeline()).map(({ entry }) =>
      entry.type === 'touch' ? `${entry.step}: ${entry.outcome}` : entry.type,
    );
    return { lines, transitions: world.executions()[0]?.transitions ?? Number.NaN };
  } finally {
    await world.stop();
  }
};

const send = async (world: World, body: Readonly<Record<string, unknown>>): Promise<void> => {
  await deliver(world, { kind: 'segment', body, text: JSON.stringify(body) });
  await world.settle();
};
