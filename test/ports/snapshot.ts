import { expect, test } from 'vitest';
import {
  aContact,
  aDelivery,
  aLine,
  anEnrollment,
  anEvent,
  aPlan,
  aProfile,
  aPrompt,
  aTask,
  march,
} from '../conformance/records.ts';
import { plain } from './plain.ts';
import type { StoredWorld } from './world.ts';

export const ofSnapshots = (world: StoredWorld): void => {
  test('an account that nobody wrote is empty', async () => {
    expect(plain(await world.accounts.snapshot('nobody'))).toEqual({
      account: 'nobody',
      contacts: [],
      enrollments: [],
      tasks: [],
      usage: [],
    });
  });

  test('a snapshot is all that was written for decisions, and nothing of other accounts', async () => {
    const profile = aProfile('acme', {
      attributes: {
        seats: { value: 5, at: march(1) },
        vip: { value: false, at: march(1) },
        plan: { value: null, at: march(1) },
      },
      terms: { renewalAt: '2027-01-01' },
      billing: { invoices: { in_1: { state: 'failing', amount: 1999, decline: 'soft', at: march(1) } }, declines: [] },
    });
    const contact = aContact('ünïcode|1', {
      choices: { tips: { link: { status: 'out', at: march(1) } } },
      recentSends: [{ delivery: 'd1', class: 'lifecycle', at: march(1) }],
    });
    const enrollment = anEnrollment('acme', 'onboarding-abc', { seen: { activated_done: march(1) } });
    const task = aTask('acme', 'risk.low-adoption.x');
    await world.accounts.commit('acme', [
      { kind: 'profile', profile },
      { kind: 'contact', contact },
      { kind: 'enroll', enrollment },
      { kind: 'task', task },
      { kind: 'mark', event: anEvent('acme', 'm1') },
      { kind: 'line', line: aLine('acme') },
      { kind: 'prompt', prompt: aPrompt('acme', 'p1') },
      { kind: 'claim', delivery: aDelivery('acme', 'd1') },
      { kind: 'waiting', event: anEvent('acme', 'w1') },
    ]);
    await world.accounts.commit('acme2', [{ kind: 'profile', profile: aProfile('acme2') }]);

    const snapshot = plain(await world.accounts.snapshot('acme'));

    expect(snapshot).toEqual({
      account: 'acme',
      profile,
      contacts: [contact],
      enrollments: [enrollment],
      tasks: [task],
      usage: [],
    });
  });

  test('of one enrollment it is the profile and that one, and nothing of an enrollment that is not there', async () => {
    const profile = aProfile('alone');
    const [one, other] = ['e1', 'e10'].map(id => anEnrollment('alone', id));
    await world.accounts.commit('alone', [
      { kind: 'profile', profile },
      { kind: 'contact', contact: aContact('ada') },
      ...[one, other].flatMap(enrollment => (enrollment ? [{ kind: 'enroll' as const, enrollment }] : [])),
      { kind: 'task', task: aTask('alone', 'risk.alone') },
      { kind: 'mark', event: anEvent('alone', 'm1') },
    ]);
    const nothingElse = { account: 'alone', profile, contacts: [], tasks: [], usage: [] };

    const of = async (id: string) => plain(await world.accounts.snapshot('alone', { ofEnrollment: id }));

    expect(await of('e1')).toEqual({ ...nothingElse, enrollments: [one] });
    expect(await of('e10')).toEqual({ ...nothingElse, enrollments: [other] });
    expect(await of('e')).toEqual({ ...nothingElse, enrollments: [] });
    expect(plain(await world.accounts.snapshot('nobody', { ofEnrollment: 'e1' }))).toEqual({
      ...{ account: 'nobody', contacts: [], enrollments: [], tasks: [], usage: [] },
    });
  });

  test('undefined is never stored', async () => {
    const profile = { ...aProfile('undefined'), paused: undefined } as unknown as ReturnType<typeof aProfile>;

    await world.accounts.commit('undefined', [{ kind: 'profile', profile }]);

    expect(Object.keys((await world.accounts.snapshot('undefined')).profile ?? {})).not.toContain('paused');
  });

  test('usage reaches back to the instant that was asked for, in order of time', async () => {
    const days = [1, 3, 4, 5];
    for (const day of [...days].reverse()) {
      await world.accounts.commit('usage', [
        { kind: 'mark', event: anEvent('usage', `m${day}`, { occurredAt: march(day, 10) }) },
      ]);
    }

    const since = async (at: string) =>
      plain(await world.accounts.snapshot('usage', { usageSince: at })).usage.map(mark => mark.id);

    expect(await since('1970-01-01T00:00:00.000Z')).toEqual(['segment:m1', 'segment:m3', 'segment:m4', 'segment:m5']);
    expect(await since(march(3, 10))).toEqual(['segment:m3', 'segment:m4', 'segment:m5']);
    expect(await since(march(3, 11))).toEqual(['segment:m4', 'segment:m5']);
    expect(plain(await world.accounts.snapshot('usage')).usage).toEqual([]);
  });

  test('usage keeps names and users that hold the separator', async () => {
    const event = anEvent('bars', 'a|b', { name: '50% | more', user: 'auth0|5f', fields: {} });

    await world.accounts.commit('bars', [{ kind: 'mark', event }]);

    expect(plain(await world.accounts.snapshot('bars', { usageSince: march(1) })).usage).toEqual([
      { at: march(2), event: '50% | more', user: 'auth0|5f', id: 'segment:a|b' },
    ]);
  });

  test('usage keeps what an event said, but null, whatever its characters and its order', async () => {
    const event = anEvent('fields', 'a|b', {
      name: 'Survey | Responded',
      fields: { score: 9, why: '100% | {"ü"}', no: null },
    });
    const sameEvent = { ...event, fields: { why: '100% | {"ü"}', score: 9 } };

    await world.accounts.commit('fields', [{ kind: 'mark', event }]);
    await world.accounts.commit('fields', [{ kind: 'mark', event: sameEvent }]);

    expect(plain(await world.accounts.snapshot('fields', { usageSince: march(1) })).usage).toEqual([
      {
        at: march(2),
        event: 'Survey | Responded',
        user: 'u1',
        id: 'segment:a|b',
        fields: { score: 9, why: '100% | {"ü"}' },
      },
    ]);
  });

  test('an event that came twice with different times counts once', async () => {
    await world.accounts.commit('twice', [
      { kind: 'mark', event: anEvent('twice', 'm1', { occurredAt: march(2, 10) }) },
    ]);
    await world.accounts.commit('twice', [
      { kind: 'mark', event: anEvent('twice', 'm1', { occurredAt: march(3, 10) }) },
    ]);

    expect(plain(await world.accounts.snapshot('twice', { usageSince: march(1) })).usage).toMatchObject([
      { at: march(2, 10) },
    ]);
  });

  test('seats are the last word on each user, of whatever age and in whatever order, and are read with every snapshot', async () => {
    const word = (user: string, day: number, assigned: boolean) =>
      ({ kind: 'seat', word: { user, at: march(day), assigned } }) as const;
    for (const change of [
      word('auth0|ada', 3, true),
      word('auth0|ada', 2, false),
      word('bob', 1, true),
      word('bob', 4, false),
      word('bob', 1, true),
    ]) {
      await world.accounts.commit('seats', [change]);
    }
    await world.accounts.commit('seats', [
      { kind: 'mark', event: anEvent('seats', 'm1') },
      { kind: 'seat', word: { user: 'cyd', at: '1999-01-01T00:00:00.000Z', assigned: true } },
    ]);

    expect(plain(await world.accounts.snapshot('seats', { withoutContacts: true })).seats).toEqual([
      { user: 'auth0|ada', at: march(3), assigned: true },
      { user: 'bob', at: march(4), assigned: false },
      { user: 'cyd', at: '1999-01-01T00:00:00.000Z', assigned: true },
    ]);
  });

  test('a success plan is the latest one that was said, in whatever order, and is read with every snapshot', async () => {
    const keep = (...plan: Parameters<typeof aPlan>) =>
      world.accounts.commit('plan', [{ kind: 'successPlan', plan: aPlan(...plan) }]);
    const [late, none] = [
      { message: 'm2', goals: [{ id: 'late' }] },
      { message: 'm0', goals: [] },
    ];
    expect((await world.accounts.snapshot('plan')).successPlan).toBeUndefined();
    await keep(march(2));
    await keep(march(1), late);
    expect(plain(await world.accounts.snapshot('plan', { withoutContacts: true })).successPlan).toEqual(
      aPlan(march(2)),
    );
    await keep(march(2), late);
    await keep(march(2), none);
    await keep(march(2));
    expect((await world.accounts.snapshot('plan')).successPlan).toEqual(aPlan(march(2), late));
    await keep(march(3), none);
    expect((await world.accounts.snapshot('plan')).successPlan?.goals).toEqual([]);
  });

  test('usage that may be deleted at any time is left out', async () => {
    const old = anEvent('expired', 'm1', { occurredAt: '2024-01-31T10:00:00.000Z' });

    await world.accounts.commit('expired', [{ kind: 'mark', event: old }]);

    expect(plain(await world.accounts.snapshot('expired', { usageSince: '1970-01-01T00:00:00.000Z' })).usage).toEqual(
      [],
    );
  });

  test('a resolved task is no longer read, and an acknowledged one is', async () => {
    await world.accounts.commit('tasks', [
      { kind: 'task', task: aTask('tasks', 't1') },
      { kind: 'task', task: aTask('tasks', 't2') },
    ]);

    await world.accounts.commit('tasks', [
      { kind: 'task', task: aTask('tasks', 't1', { status: 'acknowledged', revision: 2 }) },
      { kind: 'task', task: aTask('tasks', 't2', { status: 'resolved', revision: 2 }) },
    ]);

    expect((await world.accounts.snapshot('tasks')).tasks).toMatchObject([{ id: 't1', status: 'acknowledged' }]);
  });

  test('what the state machine writes when it parks is read as a wait, until the step is done', async () => {
    await world.accounts.commit('parked', [{ kind: 'enroll', enrollment: anEnrollment('parked', 'e1') }]);

    await world.park('parked', 'e1', { flag: 'activated_done', anchoredAt: march(1) });
    const parked = await world.accounts.snapshot('parked');
    await world.accounts.commit('parked', [{ kind: 'advance', enrollment: 'e1', step: 'tip', at: march(8) }]);
    const after = await world.accounts.snapshot('parked');

    expect(parked.enrollments[0]?.wait).toEqual({
      resumeToken: 'token',
      step: 'tip',
      until: '2026-03-08T09:00:00Z',
      wake: { kind: 'day', day: 7, sendAt: '09:00' },
      listens: ['activated_done'],
      anchoredAt: march(1),
    });
    expect(after.enrollments).toEqual([anEnrollment('parked', 'e1', { steps: { tip: march(8) } })]);
  });

  test('usage is kept for two years and a month, by whole days', async () => {
    const event = anEvent('kept', 'm1', { occurredAt: '2026-03-31T23:00:00.000Z' });
    await world.accounts.commit('kept', [{ kind: 'mark', event }]);
    const found = async (now: string) => {
      world.clock.at = now;
      const { usage } = plain(await world.accounts.snapshot('kept', { usageSince: march(1) }));
      return [usage.length, await world.accounts.handled(event)];
    };

    // April has 30 days.
    expect(await found('2028-04-29T23:59:59.999Z')).toEqual([1, true]);
    expect(await found('2028-04-30T00:00:00.000Z')).toEqual([0, false]);
    world.clock.at = march(20);
  });

  test('of an event that came with two times, the one counts that is in the days that are read', async () => {
    const mark = (day: number) =>
      world.accounts.commit('moved', [{ kind: 'mark', event: anEvent('moved', 'm1', { occurredAt: march(day, 10) }) }]);
    await mark(5);
    await mark(2);

    const since = async (at: string) =>
      plain(await world.accounts.snapshot('moved', { usageSince: at })).usage.map(mark => mark.at);
    expect(await since(march(2, 9))).toEqual([march(2, 10)]);
    expect(await since(march(2, 11))).toEqual([]);
    expect(await since(march(3))).toEqual([march(5, 10)]);
  });

  test('contacts and enrollments are in the order of their ids, as UTF-8 sorts them', async () => {
    const contacts = ['b', '\u{1f600}', '\ufb01', 'B', 'a#'];
    for (const id of contacts) await world.accounts.commit('order', [{ kind: 'contact', contact: aContact(id) }]);

    expect((await world.accounts.snapshot('order')).contacts.map(({ id }) => id)).toEqual([
      'B',
      'a#',
      'b',
      '\ufb01',
      '\u{1f600}',
    ]);
  });
};
