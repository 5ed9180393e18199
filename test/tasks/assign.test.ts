import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Load } from '../../engine/account/routing.ts';
import { type Csm, type Team, teamOf } from '../../engine/definition/team.ts';
import { assigned, candidates } from '../../engine/tasks/assign.ts';
import { aPolicy, now, someProfile } from '../support/touch.ts';

const policy = aPolicy({ taskPool: ['maya', 'tom'] });
const gone = { away: [{ from: '2026-03-09', to: '2026-03-10' }] };
const csm = (id: string, more: Partial<Csm> = {}): Csm => ({ id, email: `${id}@example.com`, ...more });
const owned = someProfile({ owner: 'ines' });
const ask = (team: Team, profile = owned, at = now) => candidates(profile, policy, team, at);

describe('a new task goes', () => {
  const others = [csm('maya'), csm('tom')];

  test('to the owner of the account, by id or by address, however it is written', () => {
    const team = [csm('ines', { email: 'Ines.Ruiz@example.com' }), ...others];
    for (const owner of ['ines', 'Ines', 'ines.ruiz@example.com', 'INES.RUIZ@EXAMPLE.COM', ' Ines.Ruiz@example.com ']) {
      expect(ask(team, someProfile({ owner }))).toEqual({ owners: ['ines'], assignedBy: 'account' });
    }
  });

  test('to whomever the account names where there is no team', () => {
    expect(ask([])).toEqual({ owners: ['ines'], assignedBy: 'account' });
  });

  test('to the pool when the owner is not of the team, and to nobody when the pool is not either', () => {
    for (const owner of ['ines', 'ines@elsewhere.example', 'maya@elsewhere.example', 'Ines Ruiz', '']) {
      expect(ask(others, someProfile({ owner }))).toEqual({ owners: ['maya', 'tom'], assignedBy: 'pool' });
      expect(assigned(ask([csm('ann')], someProfile({ owner })), new Map())).toEqual({
        owner: 'nobody',
        assignedBy: 'nobody',
      });
    }
  });

  test('to the pool when who stands in for the owner left the team', () => {
    expect(ask([csm('ines', { ...gone, delegate: 'left' }), ...others]).assignedBy).toBe('pool');
  });

  test('to the delegate while the owner is away, and to the delegate’s own while that one is away', () => {
    const ines = csm('ines', { ...gone, delegate: 'maya' });
    expect(ask([ines, ...others])).toEqual({ owners: ['maya'], assignedBy: 'delegate' });
    expect(ask([ines, csm('maya', { ...gone, delegate: 'tom' }), csm('tom')])).toEqual({
      owners: ['tom'],
      assignedBy: 'delegate',
    });
  });

  test('to the owner again from the day after the last day away, in the owner’s own time zone', () => {
    const team = [csm('ines', { ...gone, delegate: 'maya', calendar: { timezone: 'Pacific/Auckland' } }), ...others];
    // In Auckland, the eleventh begins at 11:00 UTC of the tenth.
    expect(ask(team, owned, '2026-03-10T10:59:59.000Z').owners).toEqual(['maya']);
    expect(ask(team, owned, '2026-03-10T11:00:00.000Z').owners).toEqual(['ines']);
  });

  test('to the pool when the delegates go round in a circle, or there is no owner', () => {
    const circle = [csm('ines', { ...gone, delegate: 'ann' }), csm('ann', { ...gone, delegate: 'ines' }), ...others];
    expect(ask(circle)).toEqual({ owners: ['maya', 'tom'], assignedBy: 'pool' });
    expect(ask(others, someProfile({}))).toEqual({ owners: ['maya', 'tom'], assignedBy: 'pool' });
  });

  test('to nobody of the pool who is away, or left', () => {
    expect(ask([csm('maya', gone), csm('tom')], someProfile({}))).toEqual({ owners: ['tom'], assignedBy: 'pool' });
    expect(ask([csm('maya')], someProfile({}))).toEqual({ owners: ['maya'], assignedBy: 'pool' });
  });

  test('to the owner when nobody else is there, and to nobody when there is none', () => {
    const team = [csm('ines', gone), csm('maya', gone), csm('tom', gone)];
    expect(ask(team)).toEqual({ owners: ['ines'], assignedBy: 'account' });
    expect(assigned(ask(team, someProfile({})), new Map())).toEqual({ owner: 'nobody', assignedBy: 'nobody' });
  });

  test('to somebody who has least to do, whatever the team looks like, and never hangs', () => {
    const ids = ['ann', 'bob', 'cleo', 'dan'];
    const member = (id: string) =>
      fc.record(
        {
          id: fc.constant(id),
          email: fc.constant('a@example.com'),
          delegate: fc.constantFrom(...ids, 'left'),
          away: fc.constantFrom([], gone.away),
        },
        { requiredKeys: ['id', 'email'] },
      );
    const count = fc.record({ now: fc.nat(9), digest: fc.nat(9) });
    fc.assert(
      fc.property(
        fc.tuple(...ids.map(member)),
        fc.subarray(ids),
        fc.constantFrom(undefined, ...ids),
        fc.tuple(...ids.map(() => count)),
        (team, taskPool, owner, counts) => {
          const load: Load = new Map(ids.map((id, index) => [id, counts[index] ?? { now: 0, digest: 0 }]));
          const profile = someProfile(owner ? { owner } : {});
          const who = candidates(profile, { ...policy, taskPool }, team as Team, now);
          const { owner: got, assignedBy } = assigned(who, load);
          const isGone = (id: string) => (team.find(each => each.id === id)?.away ?? []).length > 0;
          const open = (id: string) => (load.get(id)?.now ?? 0) + (load.get(id)?.digest ?? 0);
          if (assignedBy === 'pool') {
            const present = taskPool.filter(id => !isGone(id));
            expect(Math.min(...present.map(open))).toBe(open(got));
          }
          if (assignedBy === 'delegate') expect(isGone(got)).toBe(false);
          if (assignedBy === 'nobody') expect([owner, taskPool.every(isGone)]).toEqual([undefined, true]);
          if (owner && !isGone(owner)) expect(got).toBe(owner);
        },
      ),
    );
  });
});

test('a lead sees everybody below, at any remove, and circles end', () => {
  const team = [csm('ann', { lead: 'cleo' }), csm('bob', { lead: 'ann' }), csm('cleo', { lead: 'bob' }), csm('dan')];
  expect(teamOf('ann', team)).toEqual(['ann', 'bob', 'cleo']);
  expect(teamOf('dan', team)).toEqual(['dan']);
});
