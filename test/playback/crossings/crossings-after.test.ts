import { describe, expect, it } from 'vitest';
import { type Crossings, newCrossings, type OwnCrossings } from '../../../engine/playback/crossings/crossings.ts';
import { crossingsAfter } from '../../../engine/playback/crossings/crossings-after.ts';
import { maxOpenTasks } from '../../../engine/tasks/service-level.ts';

const [monday, tuesday] = ['2026-03-02T09:00:00.000Z', '2026-03-03T09:00:00.000Z'];
const accounts = new Set(['acme']);

const own = (of: Partial<OwnCrossings> = {}): OwnCrossings => ({
  writes: '',
  figures: [],
  tasks: [],
  sends: new Map(),
  asked: new Set(),
  ...of,
});
const crossings = (of: Partial<Crossings>): Crossings => ({ ...newCrossings(), ...of });
const ofAcme = (of: Partial<OwnCrossings>, more: Partial<Crossings> = {}) =>
  crossings({ own: new Map([['acme', own(of)]]), ...more });
const task = (at: string) => JSON.stringify([at, 'call', 'priya', 'now']);
const load = (account: string, at: string, now = 1) => ({
  account,
  at,
  owner: 'priya',
  open: { now, digest: 0 },
  written: 0,
});
const asks = (asked: readonly (readonly [account: string, at: string])[]) =>
  asked.map(([account, at]) => ({ account, at }));
const verdict = (...asked: [account: string, at: string][]): Partial<Crossings> => ({
  verdicts: new Map([['silence 2026-W10', { value: { evaluated: 9, tripped: 1 } as never, asked: asks(asked) }]]),
});
const medians = (signIns: number, ...asked: [account: string, at: string][]): Partial<Crossings> => ({
  medians: new Map([['2026-03-03 team', { value: { signIns }, asked: asks(asked) }]]),
});
const sunday = '2026-03-01T03:00:00.000Z';
const counted = (signIns: number, at = sunday, former?: number) =>
  JSON.stringify([
    at,
    'team',
    { at, figures: { signIns }, ...(former !== undefined && { former: { at: sunday, figures: { signIns: former } } }) },
  ]);
/** Four others, with 1, 2, 4 and 5 sign-ins. */
const others = [1, 2, 4, 5].map((signIns): [string, OwnCrossings] => [
  `other-${signIns}`,
  own({ figures: [counted(signIns)] }),
]);
/** All accounts of the plan, `acme` with this many sign-ins. */
const plan = (figures: string[], more: Partial<Crossings>) =>
  crossings({ own: new Map([...others, ['acme', own({ figures })]]), ...more });
const sends = (sent: number, bounced = 0, complained = 0) =>
  ofAcme({ sends: new Map([['welcome', new Map([['2026-03-02', { sent, bounced, complained }]])]]) });

const staleIn = (before: Crossings, after: Crossings): string[] => {
  const told = crossingsAfter(before, after, accounts);
  if ('whole' in told) throw new Error(told.whole);
  return [...told.stale];
};

describe('accounts that are played again', () => {
  it.each<[string, Crossings, Crossings]>([
    [
      'the check for missing usage data or the room in campaigns may come out otherwise',
      ofAcme({ writes: 'a' }),
      ofAcme({ writes: 'b' }),
    ],
    [
      'the check for missing usage data is asked for at other times',
      crossings(verdict(['acme', monday], ['beta', tuesday])),
      crossings(verdict(['acme', tuesday])),
    ],
    [
      'the check for missing usage data is asked for at other times',
      newCrossings(),
      crossings(verdict(['acme', monday])),
    ],
    [
      'CSMs get other tasks at the very instant at which one of them is chosen',
      crossings({ own: new Map([['beta', own({ tasks: [task(tuesday)] })]]), loads: [load('acme', monday)] }),
      crossings({ loads: [load('acme', tuesday)] }),
    ],
    [
      'CSMs get other tasks at the very instant at which one of them is chosen',
      ofAcme({ tasks: [task(tuesday)] }, { loads: [load('beta', tuesday)] }),
      newCrossings(),
    ],
    [
      'an account comes to a plan, or leaves it, at the very instant at which its medians are made',
      plan([counted(3)], {}),
      plan([counted(3), JSON.stringify([tuesday, 'team'])], medians(3, ['acme', tuesday])),
    ],
    ['a journey sends so much that it may be paused', sends(10), sends(301)],
    ['a journey sends so much that it may be paused', sends(60, 2), sends(60, 10)],
    ['a journey sends so much that it may be paused', sends(60, 0, 3), sends(10)],
  ])('leave open what a play of all comes to, where %s', (because, before, after) => {
    expect(crossingsAfter(before, after, accounts)).toEqual({ whole: because });
  });

  it.each<[string, string[], Crossings, Crossings]>([
    [
      'had more tasks open when one of two CSMs was chosen for another account',
      ['beta'],
      ofAcme({ tasks: [task(monday)] }, { loads: [load('beta', tuesday), { ...load('beta', tuesday), owner: 'tom' }] }),
      newCrossings(),
    ],
    [
      'had more tasks open when a task of another waited for the digest',
      ['beta'],
      ofAcme({ tasks: [task(monday)] }, { loads: [load('beta', tuesday, maxOpenTasks)] }),
      newCrossings(),
    ],
    [
      'count otherwise for medians that others are told',
      ['beta'],
      plan([counted(3)], medians(3, ['beta', tuesday])),
      plan([counted(9)], {}),
    ],
    [
      'no longer count for their plan before others are told its medians',
      ['beta'],
      plan([counted(3)], medians(3, ['beta', tuesday])),
      plan([counted(3), JSON.stringify([monday, 'team'])], {}),
    ],
    [
      'were told other medians than these',
      ['acme'],
      plan([counted(3)], {}),
      plan([counted(3)], medians(7, ['acme', tuesday])),
    ],
  ])('make a difference where they %s', (_, stale, before, after) => {
    expect(staleIn(before, after)).toEqual(stale);
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
      ofAcme({ tasks: [task(monday)] }, { loads: [load('beta', tuesday)] }),
      newCrossings(),
    ],
    [
      'choose a CSM at another time, and nobody else has a new task in that instant',
      crossings({ own: new Map([['beta', own({ tasks: [task(monday)] })]]), loads: [load('acme', monday)] }),
      crossings({ loads: [load('acme', tuesday)] }),
    ],
    ['choose no CSM any more', crossings({ loads: [load('acme', monday)] }), newCrossings()],
    [
      'no longer ask for what nobody else asks for',
      plan([counted(3)], { ...verdict(['acme', monday]), ...medians(3, ['acme', tuesday]) }),
      plan([counted(3)], {}),
    ],
    [
      'ask for a verdict that was there before',
      crossings(verdict(['beta', monday])),
      crossings(verdict(['acme', tuesday])),
    ],
    [
      'ask first for the medians of a day',
      plan([counted(3)], medians(3, ['beta', '2026-03-03T12:00:00.000Z'])),
      plan([counted(3)], medians(3, ['acme', tuesday])),
    ],
    [
      'count otherwise only from the day on',
      plan([counted(3), counted(2, tuesday, 3)], medians(3, ['beta', tuesday])),
      plan([counted(3), counted(9, tuesday, 3)], {}),
    ],
    [
      'count otherwise, and the medians come to the same',
      plan([counted(1)], medians(2, ['beta', tuesday])),
      plan([counted(2)], {}),
    ],
    ['send more, but not much', sends(1), sends(300, 9, 2)],
  ])('make none to others where they %s', (_, before, after) => {
    expect(staleIn(before, after)).toEqual([]);
  });
});
