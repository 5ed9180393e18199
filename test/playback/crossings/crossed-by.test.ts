import { describe, expect, it } from 'vitest';
import { crossedBy } from '../../../engine/playback/crossings/crossed-by.ts';
import { type Crossings, newCrossings, type OwnCrossings } from '../../../engine/playback/crossings/crossings.ts';
import { maxOpenTasks } from '../../../engine/tasks/service-level.ts';

const [monday, tuesday] = ['2026-03-02T09:00:00.000Z', '2026-03-03T09:00:00.000Z'];
const accounts = new Set(['acme']);

const own = (of: Partial<OwnCrossings> = {}): OwnCrossings => ({
  writes: '',
  tasks: [],
  sends: new Map(),
  asked: new Set(),
  ...of,
});
const crossings = (of: Partial<Crossings>): Crossings => ({ ...newCrossings(), ...of });
const ofAcme = (of: Partial<OwnCrossings>) => crossings({ own: new Map([['acme', own(of)]]) });
const task = (at: string) => JSON.stringify([at, 'call', 'priya', 'now']);
const load = (account: string, at: string, now = 1) => ({ account, at, owner: 'priya', open: { now, digest: 0 } });
const medians = (...asked: [account: string, at: string][]) =>
  crossings({
    answers: new Map([
      ['median team 2026-03-02', { value: {}, asked: asked.map(([account, at]) => ({ account, at })) }],
    ]),
  });
const sends = (sent: number, bounced = 0, complained = 0) =>
  ofAcme({ sends: new Map([['welcome', new Map([['2026-03-02', { sent, bounced, complained }]])]]) });

describe('accounts that are played again concern others', () => {
  it.each<[string, Crossings, Crossings]>([
    [
      'medians of plans, the check for missing usage data or the room in campaigns may come out otherwise',
      ofAcme({ writes: 'a' }),
      ofAcme({ writes: 'b' }),
    ],
    [
      'medians of plans or the check for missing usage data are asked for at other times',
      medians(['acme', monday], ['beta', tuesday]),
      medians(['acme', tuesday]),
    ],
    [
      'medians of plans or the check for missing usage data are asked for at other times',
      newCrossings(),
      medians(['acme', monday]),
    ],
    [
      'a CSM is chosen at another time',
      crossings({ own: new Map([['beta', own({ tasks: [task(tuesday)] })]]), loads: [load('acme', monday)] }),
      crossings({ loads: [load('acme', tuesday)] }),
    ],
    [
      'CSMs have other open tasks when one of them is chosen',
      crossings({
        own: new Map([['acme', own({ tasks: [task(monday)] })]]),
        loads: [load('beta', tuesday), { ...load('beta', tuesday), owner: 'tom' }],
      }),
      newCrossings(),
    ],
    [
      'CSMs have other open tasks when one of them is chosen',
      crossings({
        own: new Map([['acme', own({ tasks: [task(monday)] })]]),
        loads: [load('beta', tuesday, maxOpenTasks)],
      }),
      newCrossings(),
    ],
    [
      'CSMs have other open tasks when one of them is chosen',
      crossings({ own: new Map([['acme', own({ tasks: [task(tuesday)] })]]), loads: [load('beta', tuesday)] }),
      newCrossings(),
    ],
    ['a journey sends so much that it may be paused', sends(10), sends(301)],
    ['a journey sends so much that it may be paused', sends(60, 2), sends(60, 10)],
    ['a journey sends so much that it may be paused', sends(60, 0, 3), sends(10)],
  ])('where %s', (because, before, after) => {
    expect(crossedBy(before, after, accounts)).toBe(because);
  });

  it.each<[string, Crossings, Crossings]>([
    [
      'write what they wrote',
      ofAcme({ writes: 'a', tasks: [task(monday)] }),
      ofAcme({ writes: 'a', tasks: [task(monday)] }),
    ],
    [
      'open other tasks after CSMs were chosen',
      crossings({ loads: [load('beta', monday)] }),
      ofAcme({ tasks: [task(tuesday)] }),
    ],
    [
      'open no task before another is chosen for whom there is nobody else, and who has time',
      crossings({ own: new Map([['acme', own({ tasks: [task(monday)] })]]), loads: [load('beta', tuesday)] }),
      newCrossings(),
    ],
    [
      'choose a CSM at another time, and nobody else has a new task in that instant',
      crossings({ own: new Map([['beta', own({ tasks: [task(monday)] })]]), loads: [load('acme', monday)] }),
      crossings({ loads: [load('acme', tuesday)] }),
    ],
    ['no longer ask for what nobody else asks for', medians(['acme', monday]), newCrossings()],
    ['ask for what was there before', medians(['beta', monday]), medians(['acme', tuesday])],
    ['choose no CSM any more', crossings({ loads: [load('acme', monday)] }), newCrossings()],
    ['send more, but not much', sends(1), sends(300, 9, 2)],
  ])('not where they %s', (_, before, after) => {
    expect(crossedBy(before, after, accounts)).toBeUndefined();
  });
});
