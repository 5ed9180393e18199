import { expect, test } from 'vitest';
import type { AuditLine } from '../../engine/account/audit-line.ts';
import { march } from '../conformance/records.ts';
import type { StoredWorld } from './world.ts';

const act = (id: string, at: string, more: Partial<AuditLine> = {}): AuditLine => ({
  id,
  at,
  by: 'maya',
  from: 'console',
  action: 'task.resolve',
  ...more,
});

export const ofAudit = (world: StoredWorld): void => {
  test('what people did is read with its account and with its journey, the latest first, page by page', async () => {
    const resolved = act('a', march(11), { account: 'w', task: 't1', details: { outcome: 'plan_agreed' } });
    const stopped = act('b', march(12), { action: 'account.stop', account: 'w', journey: 'w-trial' });
    const paused = act('c', march(12), { action: 'journey.pause', journey: 'w-trial', from: 'commandLine' });
    for (const line of [stopped, resolved, paused, stopped, act('d', march(12), { account: 'w2' })])
      await world.audit.record(line);

    expect(await world.audit.ofAccount('w', { limit: 10 })).toEqual({ lines: [stopped, resolved], isLast: true });
    expect(await world.audit.ofAccount('w', { limit: 1 })).toEqual({ lines: [stopped], isLast: false });
    expect(await world.audit.ofAccount('w', { limit: 2, before: stopped })).toEqual({
      lines: [resolved],
      isLast: true,
    });
    expect((await world.audit.ofJourney('w-trial', { limit: 10 })).lines).toEqual([paused, stopped]);
    expect((await world.audit.ofJourney('nothing', { limit: 10 })).lines).toEqual([]);
  });

  test('after 25 months it is gone', async () => {
    await world.audit.record(act('x', march(12), { account: 'old' }));
    world.clock.at = '2028-04-13T00:00:00.000Z';
    expect((await world.audit.ofAccount('old', { limit: 10 })).lines).toEqual([]);
    world.clock.at = march(20);
  });
};
