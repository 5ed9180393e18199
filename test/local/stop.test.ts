import { expect, onTestFinished, test } from 'vitest';
import { byTime } from '../../engine/account/public-line.ts';
import { stopJourney } from '../../engine/operate/stop-journey.ts';
import { deliver } from '../../engine/playback/deliver.ts';
import { shippedProject } from '../support/play-case.ts';
import { signup } from '../support/recorded-events.ts';
import { startTestWorld } from '../support/test-world.ts';

test('a journey that is stopped is left by everybody at once, by an event of their own', async () => {
  const world = await startTestWorld(await shippedProject(), '2026-03-02T08:00:00.000Z');
  onTestFinished(() => world.stop());
  for (const event of signup('acme', '2026-03-02T08:00:00Z')) {
    const text = JSON.stringify(event);
    await deliver(world, { kind: 'segment', body: JSON.parse(text), text });
    await world.settle();
  }
  await world.advanceTo('2026-03-10T08:00:00.000Z');
  expect(await stopJourney('onboarding', world.operator())).toEqual({ accounts: 1 });
  await world.settle();
  expect(world.errors).toEqual([]);
  const lines = (await world.allAccounts.timeline()).sort(byTime);
  expect(lines.filter(({ journey }) => journey === 'onboarding').at(-1)?.entry).toEqual({
    type: 'exited',
    reason: 'stopped',
  });
  expect(
    world.executions().filter(({ machineArn, status }) => machineArn.endsWith('onboarding') && status === 'RUNNING'),
  ).toEqual([]);
});
