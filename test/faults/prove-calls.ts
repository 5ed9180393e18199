import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { violations } from '../../faults/compare.ts';
import type { FaultKind, FaultPlan } from '../../faults/fault-plan.ts';
import { playCase } from '../../faults/play-case.ts';
import type { RandomCase } from '../../faults/random-case.ts';
import { killProject } from '../kills/journeys.ts';
import { account, group, track } from '../support/recorded-events.ts';

const startAt = '2026-03-02T15:00:00.000Z';
const name = 'acme-001';

/** A task is open, its owner leaves, and a step gives the account an owner of a pool: the task follows. */
const followed = async (): Promise<RandomCase> => {
  const at = (minute: number) => plusSeconds(startAt, minute * 60);
  const events: [minute: number, event: object][] = [
    ...account(name, startAt, {}, { bob: 'member' }).map((event): [number, object] => [0, event]),
    [1, track(name, 'Champion Left', at(1))],
    [5, group(name, at(5), { owner: 'dana' })],
    [10, track(name, 'Community Contribution', at(10))],
  ];
  return {
    project: await killProject(),
    startAt,
    accounts: [name],
    events: events.map(([minute, event]) => ({ account: name, at: at(minute), event, burst: minute })),
    refuses: () => false,
  };
};

/** The fault of a function's n-th call, from 1. */
const planOf = (faultAt: (functionName: string, nth: number) => FaultKind | undefined): FaultPlan => {
  const counts = new Map<string, number>();
  return {
    request: ({ invocation }) => {
      if (invocation === undefined) return undefined;
      const { function: own } = invocation;
      const nth = (counts.get(own) ?? 0) + 1;
      counts.set(own, nth);
      const kind = faultAt(own, nth);
      return kind && { kind, name: `${own}#${nth}` };
    },
    answer: () => undefined,
    arrivals: happenings => happenings.map(happening => ({ happening, at: happening.at })),
    hasNoMailEvents: false,
  };
};

/** Plays a story in memory once for each kind of fault at each call of a function that announces tasks, or tells of them. */
export const proveCalls = (kinds: readonly FaultKind[]): void => {
  // What invocations die of.
  beforeAll(() => {
    for (const level of ['info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  });
  afterAll(() => vi.restoreAllMocks());

  test('a task that follows its owner is told of once, whatever befalls a call on the way', async () => {
    const drawn = await followed();
    const calls = new Map<string, number>();
    const play = (plan: FaultPlan) => playCase(drawn, { plan, world: 'memory', lastsDays: 1 });
    const clean = (await play(planOf((own, nth) => void calls.set(own, nth)))).endings.get(name);
    const changes = ['breached', 'opened', 'reassigned'].map(change => `bus call ${change}`);
    expect(clean?.told.filter(told => told.startsWith('bus'))).toEqual(changes);
    const broken: string[] = [];
    for (const own of ['take-step', 'route-events', 'open-task', 'notify-task']) {
      expect(calls.get(own)).toBeGreaterThan(2);
      for (let at = 1; at <= (calls.get(own) ?? 0); at++) {
        for (const kind of kinds) {
          const played = await play(planOf((each, nth) => (each === own && nth === at ? kind : undefined)));
          const ending = played.endings.get(name);
          expect(played.faults).toHaveLength(1);
          const isOpen = (step: string, to: string) => played.isOpen(name, step, to.replace('acme', name));
          const found = clean && ending ? violations(clean, ending, isOpen) : ['nothing ended'];
          broken.push(...[...found, ...played.givenUp].map(what => `${own}#${at} ${kind}: ${what}`));
        }
      }
    }
    expect(broken).toEqual([]);
  });
};
