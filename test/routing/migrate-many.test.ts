import { expect, test } from 'vitest';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import { continueEvent, migrationOf } from '../../engine/account/operator-events.ts';
import type { Accounts } from '../../engine/ports/accounts.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { aJourney, anEvent } from '../support/journeys.ts';
import { routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, now } from '../support/touch.ts';

const journey = aJourney({ hash: 'v2' });
const wait = { resumeToken: 'token', step: 'welcome', until: '2026-04-01T09:00:00Z', listens: [], anchoredAt: now };

/** Moves each of so many enrollments of one account. Returns how many rows of enrollments were read in all. */
const rowsReadToMove = async (enrollments: number): Promise<number> => {
  const world = routeWorld(testStore(), 'acme', [journey]);
  const all = Array.from({ length: enrollments }, (_, n) =>
    anActiveEnrollment({
      ...{ account: 'acme', id: `onboarding-${n}`, key: `p${n}`, version: 'v1' },
      wait: { ...wait, resumeToken: `token-${n}`, wake: { kind: 'day', day: 9, sendAt: '09:00' } },
    }),
  );
  await world.given(all.map(enrollment => ({ kind: 'enroll', enrollment })));
  let rows = 0;
  const accounts: Accounts = {
    ...world.ports.accounts,
    snapshot: async (...asked) => {
      const snapshot = await world.ports.accounts.snapshot(...asked);
      rows += snapshot.enrollments.length;
      return snapshot;
    },
  };
  const ports = { ...world.ports, accounts };
  for (const enrollment of all) await route(migrationOf(enrollment, wait, 'v2', now), ports);
  expect(world.ended.map(({ token }) => token)).toEqual(all.map((_, n) => `token-${n}`));
  for (const { id } of all) await route(handedOver(id), ports);
  expect(world.started.map(({ enrollment, generation }) => [enrollment, generation])).toEqual(
    all.map(({ id }) => [id, 2]),
  );
  const moved = await world.ports.accounts.snapshot('acme');
  expect(moved.enrollments.every(({ version }: Enrollment) => version === 'v2')).toBe(true);
  return rows;
};

const handedOver = (enrollment: string) =>
  anEvent(continueEvent, {
    ...{ id: `${continueEvent}:${enrollment}.1`, source: 'daymark', account: 'acme' },
    fields: { enrollment, generation: 1 },
  });

test('moving an enrollment reads it three times, however many its account has', async () => {
  expect(await rowsReadToMove(1)).toBe(3);
  expect(await rowsReadToMove(120)).toBe(360);
});
