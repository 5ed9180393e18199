import { expect, test } from 'vitest';
import { march } from '../conformance/records.ts';
import type { StoredWorld } from './world.ts';

export const ofPlans = (world: StoredWorld): void => {
  const row = (signIns: number) => ({ at: march(16), figures: { signIns } });
  const counts = (account: string, plan: string, signIns: number) =>
    world.accounts.commit(account, [{ kind: 'planFigures', account, plan, ...row(signIns) }]);

  test('accounts of a plan are read together, each as it was written last', async () => {
    await counts('a', 'team', 1);
    await counts('b', 'team', 2);
    await counts('b', 'team', 3);
    await counts('c', 'team#2', 4);

    expect(await world.plans.rows('team')).toEqual([row(1), row(3)]);
  });

  test('an account is read with the figures that it had before', async () => {
    const former = { at: march(9), figures: { signIns: 2 } };
    await world.accounts.commit('again', [{ kind: 'planFigures', account: 'again', plan: 'again', ...row(1), former }]);

    expect(await world.plans.rows('again')).toEqual([{ ...row(1), former }]);
  });

  test('an account that changes its plan counts for the new one, in one commit', async () => {
    await counts('mover', 'old', 5);
    await world.accounts.commit('mover', [
      { kind: 'leavePlan', account: 'mover', plan: 'old' },
      { kind: 'planFigures', account: 'mover', plan: 'new', ...row(5) },
    ]);

    expect([await world.plans.rows('old'), await world.plans.rows('new')]).toEqual([[], [row(5)]]);
  });

  test('an evaluation that came too late writes no figures', async () => {
    const commit = (signIns: number, revision: number) =>
      world.accounts.commit('late', [
        { kind: 'planFigures', account: 'late', plan: 'raced', ...row(signIns) },
        { kind: 'evaluation', evaluation: { account: 'late', signals: {}, revision } },
      ]);
    await commit(1, 1);

    await expect(commit(2, 1)).rejects.toThrow('evaluation');
    expect(await world.plans.rows('raced')).toEqual([row(1)]);
  });

  test('who was not evaluated for five weeks counts no more', async () => {
    await counts('quiet', 'quiet', 1);

    expect(await world.plans.rows('quiet')).toEqual([row(1)]);
    world.clock.at = '2026-04-21T00:00:00.000Z';
    expect(await world.plans.rows('quiet')).toEqual([]);
    world.clock.at = march(20);
  });

  test('the first medians of a day hold, for that day and that plan, for a week', async () => {
    expect(await world.plans.medians('team', '2026-03-20')).toBeUndefined();

    expect(await world.plans.keepMedians('team', '2026-03-20', { signIns: 2 })).toEqual({ signIns: 2 });
    expect(await world.plans.keepMedians('team', '2026-03-20', { signIns: 9 })).toEqual({ signIns: 2 });
    expect(await world.plans.medians('team', '2026-03-20')).toEqual({ signIns: 2 });
    expect(await world.plans.medians('team', '2026-03-21')).toBeUndefined();
    expect(await world.plans.medians('solo', '2026-03-20')).toBeUndefined();

    world.clock.at = march(27);
    expect(await world.plans.medians('team', '2026-03-20')).toBeUndefined();
    world.clock.at = march(20);
  });
};
