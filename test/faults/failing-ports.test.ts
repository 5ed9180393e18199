import { expect, test } from 'vitest';
import { type Befall, failingPorts } from '../../faults/failing-ports.ts';
import { aProfile } from '../conformance/records.ts';
import { routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';

const commitBy = (befall: Befall) => {
  const { ports } = routeWorld(testStore(), 'acme', []);
  const changes = [{ kind: 'profile', profile: aProfile('acme') }] as const;
  const read = async () => (await ports.accounts.snapshot('acme')).profile?.revision;
  return {
    own: () => ports.accounts.commit('acme', changes),
    failing: () => failingPorts(ports, befall).accounts.commit('acme', changes),
    read,
  };
};

test('a call that is late comes after what could go on meanwhile', async () => {
  const { own, failing, read } = commitBy(() => 'late');
  const [late, other] = await Promise.allSettled([failing(), own()]);
  expect([late.status, other.status]).toEqual(['rejected', 'fulfilled']);
  expect(await read()).toBe(1);
});

test('a call whose answer is lost is done, and one that never arrives is not', async () => {
  for (const isDone of [true, false]) {
    const { failing, read } = commitBy(() => ({ isDone, isThrottled: false, isDeath: () => false }));
    await expect(failing()).rejects.toThrow('No answer to accounts.commit');
    expect(await read()).toBe(isDone ? 1 : undefined);
  }
});

test('a call that is not done is made again, until it is or its client gives up; one that was done is not', async () => {
  const asked: boolean[] = [];
  const faults = (most: number, isDone: boolean): Befall => {
    let left = most;
    return ({ triesAgain }) => {
      asked.push(triesAgain);
      return left-- > 0 ? { isDone, isThrottled: false, isDeath: () => false } : undefined;
    };
  };
  const overcome = commitBy(faults(2, false));
  await overcome.failing();
  expect([await overcome.read(), asked.splice(0)]).toEqual([1, [true, true, false]]);
  await expect(commitBy(faults(3, false)).failing()).rejects.toThrow('No answer to accounts.commit');
  const done = commitBy(faults(1, true));
  await expect(done.failing()).rejects.toThrow('No answer to accounts.commit');
  expect([await done.read(), asked.length]).toEqual([1, 4]);
});
