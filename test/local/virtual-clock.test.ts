import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../engine/local/virtual-clock.ts';

const start = Date.parse('2026-03-28T09:00:00Z');

describe('the virtual clock', () => {
  it('plays what is due in order of time, then of scheduling, and stands where it was told to', async () => {
    const clock = createVirtualClock(start);
    const played: string[] = [];
    const note = (name: string) => () => played.push(`${name} ${clock.now() - start}`);
    clock.at(start + 20, note('c'), { group: 'x' });
    clock.at(start + 10, note('a'), { group: 'x' });
    clock.at(start + 10, note('b'), { group: 'x' });
    clock.at(start + 31, note('later'), { group: 'x' });

    await clock.advanceTo(start + 30);

    expect(played).toEqual(['a 10', 'b 10', 'c 20']);
    expect(clock.now()).toBe(start + 30);
    expect(clock.nextDue()).toBe(start + 31);
  });

  it('plays at once what became due meanwhile, and never what was canceled', async () => {
    const clock = createVirtualClock(start);
    const played: string[] = [];
    const canceled = clock.at(start + 1, () => played.push('canceled'), { group: 'x' });
    clock.at(
      start + 1,
      () => {
        played.push('first');
        clock.at(start, () => played.push('in the past: now'), { group: 'x' });
      },
      { group: 'x' },
    );
    clock.cancel(canceled);

    await clock.advanceTo(start + 1);

    expect(played).toEqual(['first', 'in the past: now']);
  });

  it('lets groups overlap up to the limit, and keeps the order within each', async () => {
    const clock = createVirtualClock(start, 3);
    const played: Record<string, number[]> = {};
    let running = 0;
    let most = 0;
    for (let index = 0; index < 30; index += 1) {
      const group = `account ${index % 6}`;
      clock.at(
        start,
        async () => {
          running += 1;
          most = Math.max(most, running);
          await sleep((index * 7) % 5);
          played[group] = [...(played[group] ?? []), index];
          running -= 1;
        },
        { group },
      );
    }

    await clock.advanceTo(start);

    expect(most).toBe(3);
    for (const order of Object.values(played)) expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(Object.values(played).flat()).toHaveLength(30);
  });

  it('runs what has no group alone, after the groups of its instant', async () => {
    const clock = createVirtualClock(start);
    const played: string[] = [];
    clock.at(start, () => played.push('sweep'), { key: 'b' });
    clock.at(start, () => played.push('feedback'), { key: 'a' });
    clock.at(
      start,
      async () => {
        await sleep(5);
        played.push('touch');
      },
      { group: 'x' },
    );

    await clock.advanceTo(start);

    expect(played).toEqual(['touch', 'feedback', 'sweep']);
  });

  it('runs exclusive work in the order of the groups, whoever asked first', async () => {
    const clock = createVirtualClock(start, 2);
    const played: string[] = [];
    const delays = { a: 9, b: 5, c: 1 };
    for (const [group, delay] of Object.entries(delays)) {
      clock.at(
        start,
        async () => {
          await sleep(delay);
          await clock.exclusively(group, async () => {
            played.push(`${group} begins`);
            await sleep(1);
            played.push(`${group} ends`);
          });
        },
        { group },
      );
    }

    await clock.advanceTo(start);

    expect(played).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('reports a failure of what it plays, and plays on', async () => {
    const clock = createVirtualClock(start);
    const played: string[] = [];
    clock.at(start, () => Promise.reject(new Error('lost')), { group: 'x' });
    clock.at(start, () => played.push('next'), { group: 'x' });

    await expect(clock.advanceTo(start)).rejects.toThrow('lost');
    expect(played).toEqual(['next']);
  });

  it('is the Date of the process while installed, and leaves real timers alone', async () => {
    const clock = createVirtualClock(start);
    const real = Date;
    const uninstall = clock.install();
    try {
      expect(new Date().toISOString()).toBe('2026-03-28T09:00:00.000Z');
      expect(Date.now()).toBe(start);
      expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
      expect(new Date() instanceof Date).toBe(true);
      expect(new real(1) instanceof Date).toBe(true);
      expect(Date()).toContain('2026');
      expect(Date.parse('2026-01-01T00:00:00Z')).toBe(Date.UTC(2026, 0, 1));
      const before = performance.now();
      await sleep(15);
      expect(performance.now() - before).toBeGreaterThan(10);
      await clock.advanceTo(start + 86_400_000);
      expect(new Date().toISOString()).toBe('2026-03-29T09:00:00.000Z');
    } finally {
      uninstall();
    }
    expect(Date).toBe(real);
    expect(Date.now()).not.toBe(clock.now());
  });

  it('does not count what recurs for ever as left to happen', async () => {
    const clock = createVirtualClock(start);
    let swept = 0;
    const hourly = (at: number) =>
      clock.at(
        at,
        () => {
          swept += 1;
          hourly(at + 3_600_000);
        },
        { background: true },
      );
    hourly(start + 3_600_000);

    await clock.advanceTo(start + 10 * 3_600_000);

    expect(swept).toBe(10);
    expect(clock.nextDue()).toBeUndefined();
  });
});
