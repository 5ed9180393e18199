import { expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import { aContact, aDelivery, aLine, anEnrollment, march } from '../conformance/records.ts';
import { outcomeOf } from '../support/account-store.ts';
import type { StoredWorld } from './world.ts';

export const ofRaces = (world: StoredWorld): void => {
  const enroll = (account: string) =>
    world.accounts.commit(account, [{ kind: 'enroll', enrollment: anEnrollment(account, 'e1') }]);
  const exit: Change = { kind: 'exit', enrollment: 'e1', reason: 'Account Deleted', at: march(5) };
  const lastStep: Change = { kind: 'advance', enrollment: 'e1', step: 'last', at: march(6), ended: 'completed' };

  test('an exit before the last step: the step is recorded and the enrollment stays exited', async () => {
    await enroll('exit first');

    await world.accounts.commit('exit first', [exit]);
    const outcome = await outcomeOf(world.accounts.commit('exit first', [lastStep]));

    expect(outcome).toBe('committed');
    expect((await world.accounts.snapshot('exit first')).enrollments).toMatchObject([
      { status: 'exited', exitReason: 'Account Deleted', endedAt: march(5), steps: { last: march(6) } },
    ]);
  });

  test('an exit after the last step is refused', async () => {
    await enroll('end first');

    await world.accounts.commit('end first', [lastStep]);
    const outcome = await outcomeOf(world.accounts.commit('end first', [exit]));

    expect(outcome).toBe('exit');
    const [enrollment] = (await world.accounts.snapshot('end first')).enrollments;
    expect(enrollment).toMatchObject({ status: 'completed', endedAt: march(6) });
    expect(enrollment).not.toHaveProperty('exitReason');
  });

  test('a failure reported after the end changes nothing', async () => {
    await enroll('failed late');
    await world.accounts.commit('failed late', [lastStep]);

    await world.accounts.commit('failed late', [{ ...lastStep, at: march(9), ended: 'failed' }]);

    expect((await world.accounts.snapshot('failed late')).enrollments).toMatchObject([
      { status: 'completed', endedAt: march(6) },
    ]);
  });

  test('an exit beats a send: the claim is refused', async () => {
    await enroll('no send');
    await world.accounts.commit('no send', [exit]);

    const outcome = await outcomeOf(
      world.accounts.commit('no send', [
        { kind: 'stillActive', enrollment: 'e1' },
        { kind: 'claim', delivery: aDelivery('no send', 'd1') },
      ]),
    );

    expect(outcome).toBe('stillActive');
    expect(await world.deliveries.find('no send', ['d1'])).toEqual([]);
  });

  test('of exit and claim at the same time, only one goes through', async () => {
    for (let round = 0; round < 10; round += 1) {
      const account = `exit or claim ${round}`;
      await enroll(account);

      const [exited, claimed] = await Promise.all([
        outcomeOf(world.accounts.commit(account, [exit, { kind: 'line', line: aLine(account) }])),
        outcomeOf(
          world.accounts.commit(account, [
            { kind: 'stillActive', enrollment: 'e1' },
            { kind: 'claim', delivery: aDelivery(account, 'd1') },
          ]),
        ),
      ]);

      expect(exited).toBe('committed');
      expect(['committed', 'stillActive']).toContain(claimed);
    }
  });

  test('of ten processes that claim the same delivery, one may send', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () =>
        outcomeOf(
          world.accounts.commit('ten', [
            { kind: 'claim', delivery: aDelivery('ten', 'd1') },
            { kind: 'line', line: aLine('ten') },
          ]),
        ),
      ),
    );

    expect(outcomes.filter(outcome => outcome === 'committed')).toHaveLength(1);
    expect(outcomes.filter(outcome => outcome === 'claim')).toHaveLength(9);
  });

  test('of two writers of a contact, the slower one is told to read again', async () => {
    await world.accounts.commit('writers', [{ kind: 'contact', contact: aContact('c1') }]);

    const outcomes = await Promise.all(
      [1, 2].map(() =>
        outcomeOf(world.accounts.commit('writers', [{ kind: 'contact', contact: aContact('c1', { revision: 2 }) }])),
      ),
    );

    expect(outcomes.sort()).toEqual(['committed', 'contact']);
  });
};
