import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Load } from '../../engine/account/routing.ts';
import { usageOf } from '../../engine/account/usage.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import { type Csm, type Team, teamOf } from '../../engine/definition/team.ts';
import { assigned, candidates } from '../../engine/tasks/assign.ts';
import type { PooledTask } from '../../engine/tasks/choose-pool.ts';
import { aPool } from '../support/pools.ts';
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

describe('a task of a pool goes', () => {
  const large: Condition = { kind: 'attribute', name: 'arr', comparison: 'above', value: 10_000 };
  const team = ['ines', 'ann', 'bob', 'maya', 'tom'].map(id => csm(id));
  const onboarding = aPool({ id: 'onboarding', for: { types: ['onboarding'] }, members: ['ann'] });
  const growth = aPool({ id: 'growth', for: { when: large }, members: ['bob'] });
  const of = (arr: number, task: Partial<PooledTask> = {}, owner?: string, members: Team = team) => {
    const profile = someProfile({ arr, ...(owner && { owner }) });
    const context = { now, usage: usageOf([]), tasks: [], profile };
    const asked: PooledTask = { type: 'risk', reason: 'call', pools: [onboarding, growth], context, ...task };
    return candidates(profile, policy, members, now, asked).owners.join();
  };

  test('to the owner first, then to the first pool that fits, then to the policy’s', () => {
    expect(of(10_001, { type: 'onboarding' }, 'ines')).toBe('ines');
    expect(of(10_001, { type: 'onboarding' })).toBe('ann');
    expect(of(10_001)).toBe('bob');
    expect(of(10_000)).toBe('maya,tom');
    expect(of(10_001, { pools: [] })).toBe('maya,tom');
    const named = aPool({ for: { reasons: ['call'], when: large }, members: ['ines'] });
    expect(of(10_001, { pools: [named] })).toBe('ines');
    expect(of(10_001, { reason: 'visit', pools: [named] })).toBe('maya,tom');
  });

  test('to the pool that its step names, whoever owns the account, but to an owner who is a member', () => {
    const pools = [{ ...growth, members: ['bob', 'ann'] }];
    expect(of(0, { to: 'growth', pools })).toBe('bob,ann');
    expect(of(0, { to: 'growth', pools }, 'ines')).toBe('bob,ann');
    expect(of(0, { to: 'growth', pools }, 'ann')).toBe('ann');
    const away = team.map(each => (each.id === 'ann' ? { ...each, ...gone } : each));
    expect(of(0, { to: 'growth', pools }, 'ann', away)).toBe('bob');
  });

  test('to the lead of the owner where its step says so, or who stands in for the lead', () => {
    const led = team.map(each => (each.id === 'ines' ? { ...each, lead: 'bob' } : each));
    expect(of(0, { to: 'lead' }, 'ines', led)).toBe('bob');
    const away = led.map(each => (each.id === 'bob' ? { ...each, ...gone, delegate: 'tom' } : each));
    expect(of(0, { to: 'lead' }, 'ines', away)).toBe('tom');
    expect(of(0, { to: 'lead' }, 'ines')).toBe('ines');
    expect(of(0, { to: 'lead' })).toBe('maya,tom');
  });

  test('past a pool that is away, or that there is no more', () => {
    const away = team.map(each => (each.id === 'bob' ? { ...each, ...gone } : each));
    expect(of(10_001, {}, undefined, away)).toBe('maya,tom');
    expect(of(0, { to: 'growth' }, 'ines', away)).toBe('ines');
    expect(of(0, { to: 'left' }, 'ines')).toBe('ines');
    expect(of(0, { to: 'left' })).toBe('maya,tom');
  });

  test('to those at work, from the minute they open to the minute they close', () => {
    const berlin = csm('ann', { calendar: { timezone: 'Europe/Berlin' } });
    const york = csm('bob', { calendar: { timezone: 'America/New_York' } });
    const pools = [{ ...growth, members: ['ann', 'bob'] }];
    const at = (moment: string) => {
      const context = { now: moment, usage: usageOf([]), tasks: [] };
      const task = { type: 'risk' as const, reason: 'call', to: 'growth', pools, context };
      return candidates(someProfile({}), policy, [berlin, york], moment, task).owners.join();
    };
    // The clocks of New York went forward on March 8, those of Berlin not yet.
    expect(at('2026-03-10T07:59:59.999Z')).toBe('ann,bob');
    expect(at('2026-03-10T08:00:00.000Z')).toBe('ann');
    expect(at('2026-03-10T12:59:59.999Z')).toBe('ann');
    expect(at('2026-03-10T13:00:00.000Z')).toBe('ann,bob');
    expect(at('2026-03-10T16:00:00.000Z')).toBe('bob');
    expect(at('2026-03-10T21:00:00.000Z')).toBe('ann,bob');
    // Sunday
    expect(at('2026-03-15T14:00:00.000Z')).toBe('ann,bob');
  });

  test('to the one who has least to do for what they can carry; never to one who is not at work while another is', () => {
    const ids = ['ann', 'bob', 'cleo', 'dan'];
    const opens = fc.constantFrom('00:00', '09:00', '09:01');
    const member = (id: string) =>
      fc.record(
        {
          id: fc.constant(id),
          email: fc.constant('a@example.com'),
          capacity: fc.integer({ min: 1, max: 40 }),
          away: fc.constantFrom([], gone.away),
          calendar: fc.record({ opens, closes: fc.constantFrom('09:00', '17:00') }),
        },
        { requiredKeys: ['id', 'email', 'calendar'] },
      );
    const count = fc.record({ now: fc.nat(30), digest: fc.nat(30) });
    fc.assert(
      fc.property(
        fc.tuple(...ids.map(member)),
        fc.subarray(ids, { minLength: 1 }),
        fc.integer({ min: 1, max: 40 }),
        fc.tuple(...ids.map(() => count)),
        (drawn, members, capacity, counts) => {
          const all = drawn as Team;
          const load: Load = new Map(ids.map((id, index) => [id, counts[index] ?? { now: 0, digest: 0 }]));
          const context = { now, usage: usageOf([]), tasks: [] };
          const pools = [aPool({ members, capacity })];
          const task = { type: 'risk' as const, reason: 'call', to: 'growth', pools, context };
          const who = candidates(someProfile({}), { ...policy, taskPool: [] }, all, now, task);
          const { owner } = assigned(who, load);
          const of = (id: string) => all.find(each => each.id === id) as Csm;
          const isHere = (id: string) => (of(id).away ?? []).length === 0;
          // It is 09:00.
          const works = (id: string) => {
            const { opens = '', closes = '' } = of(id).calendar ?? {};
            return isHere(id) && opens <= '09:00' && '09:00' < closes;
          };
          const share = (id: string) =>
            ((load.get(id)?.now ?? 0) + (load.get(id)?.digest ?? 0)) / (of(id).capacity ?? capacity);
          const best = members.some(works) ? members.filter(works) : members.filter(isHere);
          if (best.length === 0) expect(owner).toBe('nobody');
          else {
            expect(best).toContain(owner);
            for (const other of best) expect(share(owner)).toBeLessThanOrEqual(share(other) + 1e-9);
          }
          expect(assigned(candidates(someProfile({}), { ...policy, taskPool: [] }, all, now, task), load).owner).toBe(
            owner,
          );
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
