import { afterEach, beforeEach, expect, test } from 'vitest';
import { byTime } from '../../engine/account/public-line.ts';
import { resumeJourney } from '../../engine/operate/resume-journey.ts';
import { pauseJourney } from '../../engine/operate/turn-switches.ts';
import { deliver } from '../../engine/playback/deliver.ts';
import { shippedProject } from '../support/play-case.ts';
import { signup } from '../support/recorded-events.ts';
import { startTestWorld, type TestWorld } from '../support/test-world.ts';

let world: TestWorld;
beforeEach(async () => {
  world = await startTestWorld(await shippedProject(), '2026-03-02T08:00:00.000Z');
});
afterEach(() => world.stop());

const signUp = async (account: string, at: string): Promise<void> => {
  await world.advanceTo(at);
  for (const event of signup(account, at)) {
    const text = JSON.stringify(event);
    await deliver(world, { kind: 'segment', body: JSON.parse(text), text });
    await world.settle();
  }
};

const touches = async (account: string): Promise<string[]> =>
  (await world.allAccounts.timeline())
    .filter(line => line.account === account)
    .sort(byTime)
    .flatMap(({ at, entry }) => (entry.type === 'touch' ? [`${at.slice(5, 16)} ${entry.step} ${entry.outcome}`] : []));

const transitions = () => world.executions().reduce((sum, execution) => sum + execution.transitions, 0);

test('what a pause held goes a minute after the journey is resumed, once, and what is due later is on time', async () => {
  await signUp('held', '2026-03-02T08:00:00.000Z');
  await signUp('early', '2026-03-04T08:00:00.000Z');
  await pauseJourney('onboarding', world.operator());
  await world.advanceTo('2026-03-05T11:00:00.000Z');
  expect(await touches('held')).toEqual(['03-02T08:00 welcome sent', '03-05T09:00 core-workflow-tour held']);

  expect(await resumeJourney('onboarding', world.operator())).toEqual({ accounts: 1 });
  await world.advanceTo('2026-03-05T11:00:59.000Z');
  expect(await touches('held')).toHaveLength(2);
  await world.advanceTo('2026-03-05T11:01:00.000Z');
  expect((await touches('held')).at(-1)).toBe('03-05T11:01 core-workflow-tour sent');

  await world.advanceTo('2026-03-09T12:00:00.000Z');
  expect((await touches('held')).slice(2)).toEqual([
    '03-05T11:01 core-workflow-tour sent',
    '03-09T09:00 first-project sent',
  ]);
  expect(await touches('early')).toEqual(['03-04T08:00 welcome sent', '03-07T09:00 core-workflow-tour sent']);
  expect(world.errors).toEqual([]);
});

test('resuming again sends nothing twice, and reaches a touch that fell due while the pause was still believed in', async () => {
  await signUp('first', '2026-03-02T08:00:00.000Z');
  await signUp('second', '2026-03-02T08:00:10.000Z');
  await pauseJourney('onboarding', world.operator());
  await world.advanceTo('2026-03-05T08:59:59.000Z');
  // Functions read the switches here, and believe in what they read for half a minute.
  await signUp('third', '2026-03-05T08:59:59.000Z');
  await resumeJourney('onboarding', world.operator());
  await world.advanceTo('2026-03-05T09:00:05.000Z');
  expect((await touches('first')).at(-1)).toBe('03-05T09:00 core-workflow-tour held');

  for (let times = 0; times < 3; times += 1) await resumeJourney('onboarding', world.operator());
  await world.advanceTo('2026-03-05T09:30:00.000Z');
  const before = transitions();
  await resumeJourney('onboarding', world.operator());
  await world.advanceTo('2026-03-06T12:00:00.000Z');
  expect(transitions()).toBe(before);
  for (const account of ['first', 'second'])
    expect(await touches(account)).toEqual([
      expect.stringMatching('welcome sent'),
      '03-05T09:00 core-workflow-tour held',
      '03-05T09:01 core-workflow-tour sent',
    ]);
  expect(world.errors).toEqual([]);
});

test('a touch that another pause holds, too, is held on', async () => {
  await signUp('acme', '2026-03-02T08:00:00.000Z');
  await pauseJourney('onboarding', world.operator());
  await world.operator().switches.set('all', 'paused');
  await world.advanceTo('2026-03-05T11:00:00.000Z');
  await resumeJourney('onboarding', world.operator());
  await world.advanceTo('2026-03-05T12:00:00.000Z');
  expect((await touches('acme')).at(-1)).toBe('03-05T11:01 core-workflow-tour held');
  await world.operator().switches.set('all', 'running');
  await resumeJourney('onboarding', world.operator());
  await world.advanceTo('2026-03-05T12:05:00.000Z');
  expect((await touches('acme')).at(-1)).toBe('03-05T12:01 core-workflow-tour sent');
});
