import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import { newReader } from '../../engine/account/prompt-reader.ts';
import {
  aConsent,
  aContact,
  aDelivery,
  aHealthRecord,
  aLine,
  anEnrollment,
  anEvaluation,
  anEvent,
  aPlan,
  aProfile,
  aPrompt,
  aRevenue,
  aTask,
  march,
} from '../conformance/records.ts';
import { outcomeOf } from '../support/account-store.ts';
import { everythingOf } from './everything-of.ts';
import { plain } from './plain.ts';
import type { StoredWorld } from './world.ts';

/** What a change needs to be there before, and what becomes of it when it is written once and then again. */
const cases: Record<
  Change['kind'],
  { before?: Change[]; change: (account: string) => Change; again: 'committed' | Change['kind'] }
> = {
  profile: { change: account => ({ kind: 'profile', profile: aProfile(account) }), again: 'profile' },
  contact: { change: () => ({ kind: 'contact', contact: aContact('c1') }), again: 'contact' },
  erase: {
    change: account => ({
      kind: 'erase',
      remains: { ...aContact('c1'), attributes: {}, erasedAt: march(2) },
      erasure: { account, contact: 'c1', at: march(2), addresses: ['digest'] },
    }),
    again: 'erase',
  },
  readmit: { change: () => ({ kind: 'readmit', addresses: ['digest'] }), again: 'committed' },
  mailClaimed: { change: () => ({ kind: 'mailClaimed', claims: 1 }), again: 'mailClaimed' },
  consent: {
    change: () => ({ kind: 'consent', record: aConsent('c1') }),
    again: 'committed',
  },
  revenue: { change: () => ({ kind: 'revenue', row: aRevenue('sub_1', 2) }), again: 'committed' },
  enroll: { change: account => ({ kind: 'enroll', enrollment: anEnrollment(account, 'e1') }), again: 'enroll' },
  advance: {
    before: [{ kind: 'enroll', enrollment: anEnrollment('a', 'e1') }],
    change: () => ({ kind: 'advance', enrollment: 'e1', step: 'first-project', at: march(2), ended: 'completed' }),
    again: 'committed',
  },
  exit: {
    before: [{ kind: 'enroll', enrollment: anEnrollment('a', 'e1') }],
    change: () => ({ kind: 'exit', enrollment: 'e1', reason: 'Account Deleted', at: march(2) }),
    again: 'exit',
  },
  unwelcome: {
    before: [{ kind: 'claim', delivery: aDelivery('unwelcome', 'd1') }],
    change: account => ({ kind: 'unwelcome', delivery: aDelivery(account, 'd1'), fact: 'bounced' }),
    again: 'unwelcome',
  },
  retire: {
    before: [{ kind: 'enroll', enrollment: anEnrollment('a', 'e1', { status: 'completed', endedAt: march(2) }) }],
    change: account => ({
      kind: 'retire',
      enrollment: anEnrollment(account, 'e1', { status: 'completed', endedAt: march(2) }),
    }),
    again: 'retire',
  },
  migrate: {
    before: [{ kind: 'enroll', enrollment: anEnrollment('a', 'e1') }],
    change: account => ({
      kind: 'migrate',
      enrollment: anEnrollment(account, 'e1', { version: 'v2', generation: 2, until: '' }),
    }),
    again: 'migrate',
  },
  learn: {
    before: [{ kind: 'enroll', enrollment: anEnrollment('a', 'e1') }],
    change: () => ({ kind: 'learn', enrollment: 'e1', fields: { decline: 'soft', status: null } }),
    again: 'committed',
  },
  leaveOut: {
    before: [{ kind: 'enroll', enrollment: anEnrollment('a', 'e1') }],
    change: () => ({ kind: 'leaveOut', enrollment: 'e1', leftOut: { tip: 'wrong_time' } }),
    again: 'committed',
  },
  moved: {
    before: [{ kind: 'enroll', enrollment: anEnrollment('a', 'e1') }],
    change: () => ({ kind: 'moved', enrollment: 'e1', at: march(2) }),
    again: 'committed',
  },
  stillActive: {
    before: [{ kind: 'enroll', enrollment: anEnrollment('a', 'e1') }],
    change: () => ({ kind: 'stillActive', enrollment: 'e1' }),
    again: 'committed',
  },
  line: { change: account => ({ kind: 'line', line: aLine(account) }), again: 'committed' },
  health: { change: account => ({ kind: 'health', record: aHealthRecord(account, 2, 69) }), again: 'committed' },
  planFigures: {
    change: account => ({ kind: 'planFigures', account, plan: 'team', at: march(2), figures: { signIns: 3 } }),
    again: 'committed',
  },
  leavePlan: {
    before: [{ kind: 'planFigures', account: 'leavePlan', plan: 'team', at: march(2), figures: { signIns: 3 } }],
    change: account => ({ kind: 'leavePlan', account, plan: 'team' }),
    again: 'committed',
  },
  seat: {
    change: () => ({ kind: 'seat', word: { user: 'u1', at: march(2), assigned: true } }),
    again: 'committed',
  },
  successPlan: { change: () => ({ kind: 'successPlan', plan: aPlan(march(2)) }), again: 'committed' },
  mark: { change: account => ({ kind: 'mark', event: anEvent(account, 'm1') }), again: 'committed' },
  task: { change: account => ({ kind: 'task', task: aTask(account, 't1') }), again: 'task' },
  evaluation: {
    change: account => ({
      kind: 'evaluation',
      evaluation: anEvaluation(account),
      counts: [{ journey: 'login-drop', period: '2026-W09', evaluated: 1, tripped: 1 }],
    }),
    again: 'evaluation',
  },
  claim: { change: account => ({ kind: 'claim', delivery: aDelivery(account, 'd1') }), again: 'claim' },
  handOver: {
    before: [{ kind: 'claim', delivery: aDelivery('handOver', 'd1', { state: 'reserved', claims: 1 }) }],
    change: account => ({ kind: 'handOver', delivery: { id: 'd1', account, claims: 1 } }),
    again: 'handOver',
  },
  settle: {
    before: [{ kind: 'claim', delivery: aDelivery('settle', 'd1') }],
    change: account => ({ kind: 'settle', delivery: { id: 'd1', account, state: 'accepted', messageId: 'm-1' } }),
    again: 'committed',
  },
  promptReader: {
    change: () => ({ kind: 'promptReader', reader: { ...newReader('ada'), revision: 1 } }),
    again: 'promptReader',
  },
  prompt: { change: account => ({ kind: 'prompt', prompt: aPrompt(account, 'p1') }), again: 'committed' },
  waiting: { change: account => ({ kind: 'waiting', event: anEvent(account, 'w1') }), again: 'committed' },
  noLongerWaiting: {
    before: [{ kind: 'waiting', event: anEvent('noLongerWaiting', 'w1') }],
    change: account => ({ kind: 'noLongerWaiting', event: anEvent(account, 'w1') }),
    again: 'committed',
  },
  customer: { change: account => ({ kind: 'customer', customer: `cus_${account}`, account }), again: 'committed' },
};

const conflicts: [string, Change[], Change][] = [
  ['a profile of a revision that is not stored', [], { kind: 'profile', profile: aProfile('c', { revision: 2 }) }],
  [
    'a profile made from an older one',
    [1, 2].map(revision => ({ kind: 'profile', profile: aProfile('c', { revision }) })),
    { kind: 'profile', profile: aProfile('c', { revision: 2 }) },
  ],
  [
    'an evaluation made from an older one',
    [1, 2].map(revision => ({ kind: 'evaluation', evaluation: anEvaluation('c', { revision }) })),
    { kind: 'evaluation', evaluation: anEvaluation('c', { revision: 2 }) },
  ],
  [
    'a contact made from an older one',
    [1, 2].map(revision => ({ kind: 'contact', contact: aContact('c1', { revision }) })),
    { kind: 'contact', contact: aContact('c1', { revision: 2 }) },
  ],
  ['a step of an enrollment that does not exist', [], { kind: 'advance', enrollment: 'e9', step: 'a', at: march(1) }],
  ['a moved date of an enrollment that does not exist', [], { kind: 'moved', enrollment: 'e9', at: march(1) }],
  [
    'a field learned for an enrollment that does not exist',
    [],
    { kind: 'learn', enrollment: 'e9', fields: { decline: 'soft' } },
  ],
  ['an exit of an enrollment that does not exist', [], { kind: 'exit', enrollment: 'e9', reason: 'x', at: march(1) }],
  ['stillActive, when it does not exist', [], { kind: 'stillActive', enrollment: 'e9' }],
  [
    'the settling of a delivery that nobody claimed',
    [],
    { kind: 'settle', delivery: { id: 'd9', account: 'c', state: 'accepted' } },
  ],
  [
    'a claim in place of a state that it is not in',
    [{ kind: 'claim', delivery: aDelivery('c', 'd1') }],
    { kind: 'claim', delivery: aDelivery('c', 'd1'), replaces: { state: 'unknown' } },
  ],
  [
    'a claim in place of one that somebody else has taken over since',
    [{ kind: 'claim', delivery: aDelivery('c', 'd1', { state: 'reserved', claims: 2 }) }],
    {
      kind: 'claim',
      delivery: aDelivery('c', 'd1', { state: 'reserved', claims: 2 }),
      replaces: { state: 'reserved', claims: 1 },
    },
  ],
  [
    'the handing over of a delivery that somebody else has taken over since',
    [{ kind: 'claim', delivery: aDelivery('c', 'd1', { state: 'reserved', claims: 2 }) }],
    { kind: 'handOver', delivery: { id: 'd1', account: 'c', claims: 1 } },
  ],
  [
    'a claim that knows less of what became of the mail than is stored',
    [{ kind: 'claim', delivery: aDelivery('c', 'd1', { facts: { sent: march(2) } }) }],
    { kind: 'claim', delivery: aDelivery('c', 'd1'), replaces: { state: 'claimed' } },
  ],
  [
    'a migration to a generation that it is of',
    [{ kind: 'enroll', enrollment: anEnrollment('c', 'e1', { generation: 2 }) }],
    { kind: 'migrate', enrollment: anEnrollment('c', 'e1', { version: 'v2', generation: 2 }) },
  ],
  [
    'a task made from an older one',
    [1, 2].map(revision => ({ kind: 'task', task: aTask('c', 't1', { revision }) })),
    { kind: 'task', task: aTask('c', 't1', { revision: 2 }) },
  ],
  [
    'a task that is resolved, opened by the same escalation again',
    [
      { kind: 'task', task: aTask('c', 't1') },
      { kind: 'task', task: aTask('c', 't1', { status: 'resolved', revision: 2 }) },
    ],
    { kind: 'task', task: aTask('c', 't1') },
  ],
];

const renamed = (change: Change, account: string): Change =>
  JSON.parse(JSON.stringify(change).replaceAll(/"account":"[^"]*"/g, `"account":${JSON.stringify(account)}`));

export const ofChanges = (world: StoredWorld): void => {
  test.each(Object.entries(cases))(
    '%s: written twice it is as written once',
    async (kind, { before = [], change, again }) => {
      for (const each of before) await world.accounts.commit(kind, [renamed(each, kind)]);

      const first = await outcomeOf(world.accounts.commit(kind, [change(kind)]));
      // What is refused writes nothing, as other tests show.
      // Rows are asked for at once; the readers of all that is stored make two hundred requests.
      const all = () => (world.rows ?? (() => everythingOf(kind, world)))();
      const read = () => (again === 'committed' ? all() : world.accounts.snapshot(kind).then(plain));
      const once = await read();
      const second = await outcomeOf(world.accounts.commit(kind, [change(kind)]));

      expect([first, second]).toEqual(['committed', again]);
      expect(await read()).toEqual(once);
    },
  );

  test.each(Object.entries(cases))(
    '%s: the same beside other changes, all or nothing',
    async (kind, { before = [], change, again }) => {
      const account = `${kind}-together`;
      for (const each of before) await world.accounts.commit(account, [renamed(each, account)]);
      const line = (key: string): Change => ({
        kind: 'line',
        line: aLine(account, { key, entry: { type: 'touch', step: 's', channel: 'email', outcome: 'sent', to: 'c1' } }),
      });

      const first = await outcomeOf(world.accounts.commit(account, [line('beside'), change(account)]));
      const second = await outcomeOf(world.accounts.commit(account, [change(account), line('later')]));

      expect([first, second]).toEqual(['committed', again]);
      const keys = (await world.records.linesOf(account, 'c1')).map(({ key }) => key);
      expect(keys.includes('later')).toBe(again === 'committed');
    },
  );

  test.each(conflicts)('refuses %s', async (name, before, change) => {
    const account = `refuses ${name}`;
    for (const each of before) await world.accounts.commit(account, [renamed(each, account)]);

    expect(await outcomeOf(world.accounts.commit(account, [renamed(change, account)]))).toBe(change.kind);
  });

  test('a conflict of one change writes none of the others, and is named', async () => {
    await world.accounts.commit('all or nothing', [{ kind: 'claim', delivery: aDelivery('all or nothing', 'd2') }]);

    const outcome = await outcomeOf(
      world.accounts.commit('all or nothing', [
        { kind: 'claim', delivery: aDelivery('all or nothing', 'd1') },
        { kind: 'claim', delivery: aDelivery('all or nothing', 'd2') },
        { kind: 'line', line: aLine('all or nothing') },
      ]),
    );

    expect(outcome).toBe('claim');
    expect(await world.deliveries.find('all or nothing', ['d1'])).toEqual([]);
  });

  test('no log of a conflict shows whom it was about', async () => {
    await world.accounts.commit('private', [{ kind: 'contact', contact: aContact('c1') }]);

    const error = await world.accounts
      .commit('private', [{ kind: 'contact', contact: aContact('c1') }])
      .catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ name: 'CommitConflict', message: 'A newer write came first: contact' });
    expect(`${inspect(error)} ${JSON.stringify(error)}`).not.toContain('ada@example.com');
  });

  test('a claim may replace a delivery that is in the state it names', async () => {
    await world.accounts.commit('a', [{ kind: 'claim', delivery: aDelivery('a', 'r1', { state: 'unknown' }) }]);

    await world.accounts.commit('a', [
      { kind: 'claim', delivery: aDelivery('a', 'r1', { attempts: 2 }), replaces: { state: 'unknown' } },
    ]);

    expect(await world.deliveries.find('a', ['r1'])).toMatchObject([{ state: 'claimed', attempts: 2 }]);
  });

  test('changes of one enrollment become one write', async () => {
    await world.accounts.commit('merge', [{ kind: 'enroll', enrollment: anEnrollment('merge', 'e1') }]);

    await world.accounts.commit('merge', [
      { kind: 'stillActive', enrollment: 'e1' },
      { kind: 'exit', enrollment: 'e1', reason: 'exit step', at: march(3) },
      { kind: 'moved', enrollment: 'e1', at: march(2) },
      { kind: 'advance', enrollment: 'e1', step: 'leave (2)', at: march(3), ended: 'completed' },
    ]);

    expect((await world.accounts.snapshot('merge')).enrollments).toEqual([
      anEnrollment('merge', 'e1', {
        status: 'exited',
        exitReason: 'exit step',
        endedAt: march(3),
        movedAt: march(2),
        steps: { 'leave (2)': march(3) },
      }),
    ]);
  });

  test('changes that cannot become one write are refused in words', async () => {
    const both: Change[] = [
      { kind: 'enroll', enrollment: anEnrollment('words', 'e1') },
      { kind: 'moved', enrollment: 'e1', at: march(2) },
    ];

    await expect(world.accounts.commit('words', both)).rejects.toThrow(
      'A commit cannot "moved" an item that it also writes by "enroll"',
    );
  });

  test('of two changes of one row, the first that tests it is named', async () => {
    await world.accounts.commit('named', [{ kind: 'claim', delivery: aDelivery('named', 'd1') }]);

    const late: Change[] = [
      { kind: 'line', line: aLine('named') },
      { kind: 'moved', enrollment: 'e9', at: march(2) },
      { kind: 'exit', enrollment: 'e9', reason: 'left', at: march(3) },
      { kind: 'claim', delivery: aDelivery('named', 'd1') },
    ];

    expect(await outcomeOf(world.accounts.commit('named', late))).toBe('moved');
    expect(await outcomeOf(world.accounts.commit('named', late.toReversed()))).toBe('claim');
  });

  test('a seat is kept though the commit around it is refused', async () => {
    const outcome = await outcomeOf(
      world.accounts.commit('seats', [
        { kind: 'stillActive', enrollment: 'e9' },
        { kind: 'seat', word: { user: 'u1', at: march(2), assigned: true } },
      ]),
    );

    expect(outcome).toBe('stillActive');
    expect((await world.accounts.snapshot('seats')).seats).toEqual([{ user: 'u1', at: march(2), assigned: true }]);
  });

  test('a commit of more than 100 changes whose condition does not hold writes nothing', async () => {
    const lines = Array.from(
      { length: 250 },
      (_, n): Change => ({ kind: 'line', line: aLine('refused', { key: String(n).padStart(4, '0') }) }),
    );
    const claim = (id: string): Change => ({ kind: 'claim', delivery: aDelivery('refused', id) });
    const told = async () => (await world.all.timeline()).filter(({ account }) => account === 'refused').length;
    await world.accounts.commit('refused', [claim('d1')]);

    expect(await outcomeOf(world.accounts.commit('refused', [...lines, claim('d1')]))).toBe('claim');
    expect(await told()).toBe(0);
    await world.accounts.commit('refused', [...lines, claim('d2')]);
    expect(await told()).toBe(250);
  });

  test('a decision that rests on more than one page of conditions is refused before anything is written', async () => {
    const claims = Array.from(
      { length: 101 },
      (_, n): Change => ({ kind: 'claim', delivery: aDelivery('toomany', `d${n}`) }),
    );

    await expect(world.accounts.commit('toomany', claims)).rejects.toThrow('rests on 101 changes (claim)');
    expect(await world.deliveries.find('toomany', ['d0'])).toEqual([]);
  });
};
