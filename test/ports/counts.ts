import { beforeAll, expect, test } from 'vitest';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import { audienceKey } from '../../engine/counts/audiences.ts';
import { journeySums } from '../../engine/counts/journey-sums.ts';
import type { ListedAccount } from '../../engine/counts/listed-account.ts';
import { anEnrollment, anEvaluation, aProfile, aTask, march } from '../conformance/records.ts';
import { countedAudience, countedVersion } from './counted-worlds.ts';
import type { StoredWorld } from './world.ts';

/** Lists and counts, once they have followed what was committed. */
export const ofCounts = (world: StoredWorld): void => {
  const { journey, version } = countedVersion;
  const enrolled = async (account: string, id: string, more: Partial<Enrollment> = {}) => {
    const enrollment = anEnrollment(account, id, { journey, version, ...more });
    await world.accounts.commit(account, [{ kind: 'enroll', enrollment }]);
    await world.follow(account, id);
  };
  const sums = async (range?: Parameters<StoredWorld['journeyCounts']['sums']>[1]) =>
    (await world.journeyCounts.sums(journey, range)).map(({ day, sums }) => [day, journeySums(sums)] as const);
  const listed = async (): Promise<ListedAccount[]> => (await Array.fromAsync(world.accountList.all())).flat();

  beforeAll(async () => {
    await enrolled('counted-a', 'e1');
    await enrolled('counted-b', 'e2', { startedAt: march(3), heldOut: 'policy' });
    await enrolled('counted-c', 'e3', { startedAt: march(3) });
  });

  test('an enrollment counts for the day on which it began, and is where its row says', async () => {
    await world.accounts.commit('counted-a', [{ kind: 'advance', enrollment: 'e1', step: 'welcome', at: march(4) }]);
    await world.follow('counted-a', 'e1');

    const [[day, first] = [], [, third] = []] = await sums();
    expect([day, first?.running, first?.steps]).toEqual([
      '2026-03-01',
      1,
      {
        welcome: { entered: 1, here: 0, wentOn: 1, left: {} },
        pause: { entered: 1, here: 1, wentOn: 0, left: {} },
      },
    ]);
    expect(third).toMatchObject({ enrolled: 2, heldOut: 1, running: 1, steps: { welcome: { entered: 1, here: 1 } } });
    expect(await sums({ from: '2026-03-02', to: '2026-03-02' })).toEqual([]);
    expect((await sums({ from: '2026-03-03', to: '2026-03-03' })).map(([day]) => day)).toEqual(['2026-03-03']);
  });

  test('what is told again, or late, is counted once', async () => {
    const before = await sums();
    for (let again = 0; again < 3; again++) await world.follow('counted-a', 'e1');

    expect(await sums()).toEqual(before);
  });

  test('who exits or is retired stays counted where it left, and why', async () => {
    await world.accounts.commit('counted-c', [
      { kind: 'exit', enrollment: 'e3', reason: 'Account Deleted', at: march(5) },
    ]);
    await world.follow('counted-c', 'e3');
    const [enrollment] = await world.enrollments.find('counted-c', ['e3']);
    if (enrollment) await world.accounts.commit('counted-c', [{ kind: 'retire', enrollment }]);
    await world.follow('counted-c', 'e3');

    const [, [, third] = []] = await sums();
    expect(third).toMatchObject({
      exited: 1,
      running: 0,
      steps: { welcome: { entered: 1, here: 0, left: { 'Account Deleted': 1 } } },
    });
    expect((await world.journeyCounts.counted(journey)).found).toContainEqual(
      expect.objectContaining({ account: 'counted-c', at: 'welcome', reason: 'Account Deleted', status: 'exited' }),
    );
  });

  test('the enrollments behind the numbers come in pages, and once', async () => {
    const found: string[] = [];
    for (let next: string | undefined, more = true; more; more = next !== undefined) {
      const page = await world.journeyCounts.counted(journey, { from: '2026-03-01', after: next });
      found.push(...page.found.map(({ account }) => account));
      next = page.next;
    }
    expect(found.sort()).toEqual(['counted-a', 'counted-b', 'counted-c']);
    expect((await world.journeyCounts.routes(journey)).map(({ version }) => version)).toEqual([version]);
  });

  test('an account is listed with what lists show of it, and of one that is not known nothing is listed', async () => {
    const attributes = {
      name: { value: 'Acme', at: march(1) },
      arr: { value: 12_000, at: march(1) },
      plan: { value: 'team', at: march(1) },
    };
    await world.accounts.commit('listed', [
      { kind: 'profile', profile: aProfile('listed', { attributes }) },
      {
        kind: 'evaluation',
        evaluation: anEvaluation('listed', { stage: { name: 'adopting', since: march(1), rules: 'r' } }),
      },
      { kind: 'task', task: aTask('listed', 'mild', { severity: 3 }) },
      { kind: 'task', task: aTask('listed', 'grave', { severity: 1, reason: 'no-show' }) },
      { kind: 'enroll', enrollment: anEnrollment('listed', 'e9', { journey: 'other' }) },
    ]);
    await world.follow('listed');

    expect(await world.accountList.find('listed')).toEqual({
      account: 'listed',
      name: 'Acme',
      arr: 12_000,
      currency: 'usd',
      plan: 'team',
      stage: 'adopting',
      tasks: { open: 2, breached: 0, worst: { id: 'grave', reason: 'no-show', severity: 1, dueAt: march(3) } },
      journeys: ['other'],
      segments: { large: [1, 2], team: [1, 1] },
      audiences: { [audienceKey(countedAudience)]: 1 },
      asOf: march(20),
    });
    expect((await listed()).map(({ account }) => account)).toEqual(['listed']);
    expect(await world.accountList.find('counted-a')).toBeUndefined();
  });
};
