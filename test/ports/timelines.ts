import { expect, test } from 'vitest';
import { aLine, anEvent, march } from '../conformance/records.ts';
import type { StoredWorld } from './world.ts';

export const ofTimelines = (world: StoredWorld): void => {
  test('what happened is read backward, page by page, from before an instant', async () => {
    const lines = [1, 2, 3, 3].map((day, n) => aLine('story', { at: march(day), key: `000${n}.1.1.enrolled.` }));
    await world.accounts.commit(
      'story',
      lines.map(line => ({ kind: 'line', line })),
    );
    await world.accounts.commit('story2', [{ kind: 'line', line: aLine('story2') }]);
    const [first, second, third, fourth] = lines;

    expect(await world.timelines.ofAccount('story', { limit: 10, before: '~' })).toEqual({
      lines: [fourth, third, second, first],
      isLast: true,
    });
    expect(await world.timelines.ofAccount('story', { limit: 3, before: '~' })).toEqual({
      lines: [fourth, third, second],
      isLast: false,
    });
    expect((await world.timelines.ofAccount('story', { limit: 3, before: march(3) })).lines).toEqual([second, first]);
    expect((await world.timelines.ofAccount('nobody', { limit: 3, before: '~' })).lines).toEqual([]);
  });

  test('usage is read from one instant to before another, each event once', async () => {
    const days = [2, 3, 3, 4, 5].map((day, n) => anEvent('used', `m${n}`, { occurredAt: march(day, 9 + n) }));
    for (const event of [...days, ...days.slice(1, 2)]) await world.accounts.commit('used', [{ kind: 'mark', event }]);

    const ids = async (from: string, until: string) =>
      (await world.timelines.usage('used', { from, until })).map(({ id }) => id);
    expect(await ids(march(1), march(20))).toEqual([0, 1, 2, 3, 4].map(n => `segment:m${n}`));
    expect(await ids(march(3, 11), march(4, 12))).toEqual(['segment:m2']);
    expect(await ids(march(4, 12), march(4, 13))).toEqual(['segment:m3']);
  });
};
