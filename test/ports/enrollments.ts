import { beforeEach, expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import { anEnrollment, march } from '../conformance/records.ts';
import { outcomeOf } from '../support/account-store.ts';
import type { StoredWorld } from './world.ts';

const flag = 'activation_done';

/** The rule of routing: an event ends the wait that listens to it, unless it is older than the wait. */
const wakes = (row: Enrollment | undefined, at: string): boolean =>
  row?.wait?.listens.includes(flag) === true && at >= row.wait.anchoredAt;

export const ofEnrollments = (world: StoredWorld): void => {
  let id = 0;
  let enrollment: string;
  beforeEach(async () => {
    enrollment = `e${++id}`;
    await world.accounts.commit('acme', [{ kind: 'enroll', enrollment: anEnrollment('acme', enrollment) }]);
  });

  test('event first, then park: the park is refused', async () => {
    const row = await world.enrollments.see('acme', enrollment, flag, march(5));

    expect(wakes(row, march(5))).toBe(false);
    expect(row?.seen).toEqual({ [flag]: march(5) });
    expect(await world.park('acme', enrollment, { flag, anchoredAt: march(4) })).toBe('refused');
  });

  test('park first, then event: the event finds the token', async () => {
    expect(await world.park('acme', enrollment, { flag, anchoredAt: march(4) })).toBe('parked');

    const row = await world.enrollments.see('acme', enrollment, flag, march(5));

    expect(wakes(row, march(5))).toBe(true);
    expect(row?.wait?.resumeToken).toBe('token');
  });

  test('an event that comes again, after a crash before the wake-up, finds the token again', async () => {
    await world.park('acme', enrollment, { flag, anchoredAt: march(4) });
    await world.enrollments.see('acme', enrollment, flag, march(5));

    expect(wakes(await world.enrollments.see('acme', enrollment, flag, march(5)), march(5))).toBe(true);
  });

  test('an old event that comes again does not end a later wait, nor does it hide the newer one', async () => {
    await world.enrollments.see('acme', enrollment, flag, march(2));
    await world.enrollments.see('acme', enrollment, flag, march(3));
    expect(await world.park('acme', enrollment, { flag, anchoredAt: march(4) })).toBe('parked');

    const row = await world.enrollments.see('acme', enrollment, flag, march(2));

    expect(wakes(row, march(2))).toBe(false);
    expect(row?.seen).toEqual({ [flag]: march(3) });
  });

  test('flags do not hide each other', async () => {
    await world.enrollments.see('acme', enrollment, 'other', march(9));

    expect((await world.enrollments.see('acme', enrollment, flag, march(5)))?.seen).toEqual({
      other: march(9),
      [flag]: march(5),
    });
  });

  test('an exited enrollment cannot park', async () => {
    await world.accounts.commit('acme', [{ kind: 'exit', enrollment, reason: 'Account Deleted', at: march(5) }]);

    expect(await world.park('acme', enrollment, { flag, anchoredAt: march(4) })).toBe('refused');
  });

  test('nothing is made of an enrollment that does not exist', async () => {
    expect(await world.enrollments.see('acme', 'nobody', flag, march(5))).toBeUndefined();
    expect((await world.accounts.snapshot('acme')).enrollments.some(row => row.id === 'nobody')).toBe(false);
  });

  test('of event and park at the same time, the later one always sees the earlier', async () => {
    for (let round = 0; round < 20; round += 1) {
      const raced = `race${id}-${round}`;
      await world.accounts.commit('acme', [{ kind: 'enroll', enrollment: anEnrollment('acme', raced) }]);

      const [row, parked] = await Promise.all([
        world.enrollments.see('acme', raced, flag, march(5)),
        world.park('acme', raced, { flag, anchoredAt: march(4) }),
      ]);

      expect(parked === 'refused' || wakes(row, march(5))).toBe(true);
    }
  });

  test('an enrollment that was retired is found no more, and cannot begin again', async () => {
    const ended = anEnrollment('acme', enrollment, { status: 'completed' });
    await world.accounts.commit('acme', [{ kind: 'retire', enrollment: ended }]);

    expect(await world.enrollments.find('acme', [enrollment])).toEqual([]);
    expect(await world.enrollments.see('acme', enrollment, flag, march(5))).toBeUndefined();
    expect((await world.accounts.snapshot('acme')).retired).toEqual(['onboarding']);
    const again: Change = { kind: 'enroll', enrollment: anEnrollment('acme', enrollment), mayBeRetired: true };
    expect(await outcomeOf(world.accounts.commit('acme', [again]))).toBe('enroll');
  });

  test('enrollments come in the order asked for, and of a journey those that are active', async () => {
    const [first, second, over] = ['z1', 'a2', 'm3'].map(each => anEnrollment('several', each, { journey: 'trial' }));
    for (const each of [first, second, over])
      if (each) await world.accounts.commit('several', [{ kind: 'enroll', enrollment: each }]);
    await world.accounts.commit('several', [{ kind: 'exit', enrollment: 'm3', reason: 'left', at: march(5) }]);

    expect((await world.enrollments.find('several', ['z1', 'nobody', 'a2', 'z1'])).map(each => each.id)).toEqual([
      'z1',
      'a2',
    ]);
    expect((await world.activeEnrollments('trial')).map(each => each.id).sort()).toEqual(['a2', 'z1']);
    expect(await world.activeEnrollments('nothing')).toEqual([]);
  });
};
