import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createGate } from '../../engine/local/dev/gate.ts';
import { type MovableClock, movableClock } from '../../engine/local/dev/movable-clock.ts';

const clocks: MovableClock[] = [];
afterEach(() => Promise.all(clocks.splice(0).map(clock => clock.stop())));

const startAt = '2026-01-01T00:00:00.000Z';

/** A cloud that notes when it was moved, with one thing that is due so many milliseconds from now. */
const followed = (dueIn?: number) => {
  let due = dueIn === undefined ? undefined : new Date(Date.parse(startAt) + dueIn).toISOString();
  const [moved, played]: [string[], string[]] = [[], []];
  let now = startAt;
  const cloud = {
    now: () => now,
    nextDue: () => due,
    advanceTo: async (at: string) => {
      moved.push(at);
      now = at;
      if (due === undefined || due > at) return;
      played.push(at);
      due = undefined;
    },
  };
  const clock = movableClock(cloud, createGate());
  clocks.push(clock);
  clock.start();
  return { moved, played };
};

test('a cloud with nothing due is moved a few times a second', async () => {
  const { moved } = followed();
  await sleep(650);
  expect(moved.length).toBeGreaterThan(1);
  expect(moved.length).toBeLessThan(9);
});

test('what is due is played at the next look', async () => {
  const { played } = followed(30);
  await expect.poll(() => played.length, { interval: 5, timeout: 2_000 }).toBe(1);
  expect(Date.parse(played[0] ?? '') - Date.parse(startAt)).toBeGreaterThanOrEqual(30);
});
