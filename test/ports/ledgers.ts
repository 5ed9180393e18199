import { expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import { type Instant, instant } from '../../engine/kernel/instant.ts';
import type { Claim } from '../../engine/ports/claim-ledger.ts';
import type { KeptCall } from '../../engine/ports/directory.ts';
import { mostKeptCalls } from '../../engine/ports/directory.ts';
import type { RefusedCall } from '../../engine/ports/refusals.ts';
import { aDelivery, march } from '../conformance/records.ts';
import { aTemplate } from '../support/touch-world.ts';
import type { StoredWorld } from './world.ts';

export const ofLedgers = (world: StoredWorld): void => {
  /** At another time by the world's clock. */
  const at = async <Answer>(now: Instant, ask: () => Promise<Answer>): Promise<Answer> => {
    world.clock.at = now;
    try {
      return await ask();
    } finally {
      world.clock.at = march(20);
    }
  };

  const notice: Claim = { kind: 'notice', account: 'acme', name: 't1' };

  test('a claim is one process to do, until it is settled or released', async () => {
    const claim = (now: Instant) => world.another().claims.claim(notice, { now });
    expect([await claim(march(1)), await claim(march(1))]).toEqual(['claimed', 'taken']);
    await world.claims.release(notice);
    expect([await claim(march(1)), await claim(march(2))]).toEqual(['claimed', 'taken']);
    await world.claims.settle(notice, 'told');
    expect([await claim(march(1)), await claim(march(2))]).toEqual(['settled', 'settled']);
  });

  test('a claim that nobody settled may be claimed again after 15 minutes, so often', async () => {
    const digest: Claim = { kind: 'digest', csm: 'csm-1', monday: '2026-03-02' };
    const claim = (now: string) => world.claims.claim(digest, { now: instant(`2026-03-02T${now}Z`), maxAttempts: 2 });

    expect([await claim('09:00:00'), await claim('09:14:59'), await claim('09:15:00')]).toEqual([
      'claimed',
      'taken',
      'claimed',
    ]);
    expect(await claim('12:00:00')).toBe('taken');
  });

  test('of ten that claim at once, one may do it', async () => {
    const claims = await Promise.all(
      Array.from({ length: 10 }, () => world.another().claims.claim({ ...notice, name: 't2' }, { now: march(1) })),
    );
    expect(claims.sort()).toEqual(['claimed', ...Array(9).fill('taken')]);
  });

  test('a claim is forgotten after its time', async () => {
    const old: Claim = { ...notice, name: 'old' };
    await world.claims.claim(old, { now: march(1) });
    await world.claims.settle(old, 'told');
    const again = (now: Instant) => at(now, () => world.claims.claim(old, { now }));

    expect(await again('2026-03-31T08:59:59.000Z')).toBe('settled');
    expect(await again('2026-03-31T09:00:00.000Z')).toBe('claimed');
  });

  test('settling what was never claimed does nothing', async () => {
    await world.claims.settle({ ...notice, name: 'never' }, 'told');
    expect(await world.claims.claim({ ...notice, name: 'never' }, { now: march(1) })).toBe('claimed');
  });

  test('events that one version listens to are known to the next, whose process reads them once', async () => {
    await world.another().controls.listenTo(new Set(['Report Shared', 'Invite Sent']));
    const { controls } = world.another();
    const known = await controls.listenedEvents();
    await world.another().controls.listenTo(new Set(['Account Created']));

    expect(known).toEqual(new Set(['Report Shared', 'Invite Sent']));
    expect(await controls.listenedEvents()).toEqual(known);
    expect(await world.another().controls.listenedEvents()).toEqual(new Set([...known, 'Account Created']));
  });

  test('a write key has so many calls an hour, and every key its own', async () => {
    const { countCalls } = world.controls;
    const made = (now: Instant, calls: number) => countCalls('a1b2c3d4', { now, calls, atMost: 5_000 });
    expect(await made(instant('2026-03-10T09:00:00Z'), 2_500)).toBe(true);
    expect(await made(instant('2026-03-10T09:59:59Z'), 2_499)).toBe(true);
    expect(await made(instant('2026-03-10T09:59:59Z'), 2)).toBe(false);
    expect(await made(instant('2026-03-10T09:59:59Z'), 1)).toBe(true);
    expect(await made(instant('2026-03-10T09:59:59Z'), 1)).toBe(false);
    expect(await countCalls('other', { now: instant('2026-03-10T09:59:59Z'), calls: 1, atMost: 5_000 })).toBe(true);
    expect(await made(instant('2026-03-10T10:00:00Z'), 2_500)).toBe(true);
  });

  test('of calls at the same moment no more go through than there is room for', async () => {
    const now = instant('2026-03-10T11:00:00Z');
    const all = await Promise.all(
      Array.from({ length: 40 }, () => world.controls.countCalls('busy', { now, calls: 100, atMost: 2_500 })),
    );
    expect(all.filter(Boolean)).toHaveLength(25);
  });

  test('until when suppressed addresses are known is kept', async () => {
    expect(await world.controls.suppressionsKnownUntil()).toBeUndefined();
    await world.controls.suppressionsAreKnown('2026-03-10T23:00:00.000Z');
    expect(await world.another().controls.suppressionsKnownUntil()).toBe('2026-03-10T23:00:00.000Z');
  });

  test('an attempt counts once, however often its count is written, and each receive is another attempt', async () => {
    const message = { id: 'm1', group: 'acme', body: '{}' };
    expect(await world.countTry({ ...message, receives: 1 })).toBe(1);
    // As the SDK does when the answer is lost.
    expect(await world.countTry({ ...message, receives: 1 })).toBe(1);
    expect(await world.countTry({ ...message, receives: 2 })).toBe(2);
    expect(await world.countTry({ ...message, receives: 7 })).toBe(3);
    expect(await world.countTry({ ...message, id: 'm2', receives: 7 })).toBe(1);
  });

  test('sends are counted by day and ten minutes, those that no calendar foresaw, with what was unwelcome', async () => {
    const send = (id: string, claimedAt: Instant, foreseen: boolean): Change => ({
      kind: 'claim',
      delivery: aDelivery('sender', id, { journey: 'mails', claimedAt }),
      counts: { foreseen },
    });
    const first = aDelivery('sender', 'd1', { journey: 'mails', claimedAt: march(19, 9) });
    await world.accounts.commit('sender', [send('d1', march(19, 9), false), send('d2', march(19, 9), true)]);
    await world.accounts.commit('sender', [send('d3', '2026-03-20T09:19:59.000Z', false)]);
    await world.accounts.commit('sender', [send('old', march(18), false)]);
    await world.accounts.commit('sender', [{ kind: 'unwelcome', delivery: first, fact: 'complained' }]);
    await world.sends.keepPeak('mails', march(18), 5);
    await world.sends.keepPeak('mails', march(18), 4);

    expect(await world.another().sends.look('mails', march(20))).toEqual({
      windows: new Map([
        [march(19, 9), 1],
        ['2026-03-20T09:10:00.000Z', 1],
      ]),
      peaks: new Map([['2026-03-18', 5]]),
      days: new Map([
        ['2026-03-19', { sent: 2, bounced: 0, complained: 1 }],
        ['2026-03-20', { sent: 1, bounced: 0, complained: 0 }],
      ]),
    });
    expect(await world.another().sends.look('other', march(20))).toEqual({
      windows: new Map(),
      peaks: new Map(),
      days: new Map(),
    });
  });

  test('a process looks at sends at most every 30 seconds', async () => {
    const { sends } = world.another();
    const look = async (second: string) =>
      (await sends.look('looked', instant(`2026-03-20T09:00:${second}Z`))) !== undefined;
    expect([await look('00'), await look('29'), await look('30')]).toEqual([true, false, true]);
  });

  test('a peak counts for 14 days, and the day itself', async () => {
    await world.sends.keepPeak('peaks', march(5), 7);
    const peaks = async (now: Instant) => (await world.another().sends.look('peaks', now))?.peaks;

    expect(await peaks('2026-03-19T23:59:59.000Z')).toEqual(new Map([['2026-03-05', 7]]));
    expect(await peaks('2026-03-20T00:00:00.000Z')).toEqual(new Map());
  });

  const call = (id: string, receivedAt = march(20)): KeptCall => ({
    id: `segment:${id}`,
    receivedAt,
    because: 'unknown',
    call: { type: 'track', messageId: id, user: 'u1', event: 'Signed In', values: {} },
  });

  test('the accounts of a user are known, two at the most, and the users of a visitor', async () => {
    const { directory } = world;
    for (const account of ['c', 'a', 'b', 'a']) await directory.join('ann', account);
    await directory.link('v1', 'ann');

    expect(await directory.accountsOf('ann')).toEqual(['a', 'b']);
    expect(await directory.usersOf('v1')).toEqual(['ann']);
    expect([await directory.accountsOf('v1'), await directory.usersOf('ann')]).toEqual([[], []]);
  });

  test('a process writes a pair once, as soon as what waited for it is released', async () => {
    const { directory } = world.another();
    const released = await directory.join('bob', 'acme');
    expect(await directory.join('bob', 'acme')).toBeDefined();
    released?.();
    expect(await directory.join('bob', 'acme')).toBeUndefined();
    expect(await world.another().directory.join('bob', 'acme')).toBeDefined();
  });

  test('calls are kept once for whom they wait, until they are forgotten, or a month passes', async () => {
    const { directory } = world;
    for (const id of ['k2', 'k1', 'k2']) expect(await directory.keep({ user: 'kept' }, call(id))).toBe('kept');
    await directory.keep({ visitor: 'kept' }, call('k3'));
    const waiting = async () => (await directory.kept({ user: 'kept' })).map(({ id }) => id);

    expect(await waiting()).toEqual(['segment:k1', 'segment:k2']);
    expect((await directory.allKept()).map(({ id }) => id).sort()).toEqual(['segment:k1', 'segment:k2', 'segment:k3']);
    const [first] = await directory.kept({ user: 'kept' });
    if (first) await directory.forget(first);
    expect(await waiting()).toEqual(['segment:k2']);
    expect(await at('2026-04-19T08:59:59.000Z', waiting)).toEqual(['segment:k2']);
    expect(await at('2026-04-19T09:00:00.000Z', waiting)).toEqual([]);
  });

  test('so many calls are kept for one user, of which each can be kept again; those that expired leave room', async () => {
    const keep = (id: string) => world.directory.keep({ user: 'many' }, call(id, world.clock.at));
    for (let n = 0; n < mostKeptCalls; n += 50)
      await Promise.all(Array.from({ length: 50 }, (_, each) => keep(`many-${n + each}`)));

    expect([await keep('one-more'), await keep('many-7')]).toEqual(['full', 'kept']);
    expect(await at('2026-05-01T09:00:00.000Z', () => keep('one-more'))).toBe('kept');
  });

  test('refused calls are told in order of time, each once, for a month', async () => {
    const refused = (id: string, day: number): RefusedCall => ({
      id,
      receivedAt: march(day),
      code: 'unknown-event',
      message: 'No.',
      fields: { n: 1 },
    });
    for (const each of [refused('r1', 9), refused('r2', 5), refused('r1', 9)]) await world.refusals.keep(each);

    expect(await world.refusals.all()).toEqual([refused('r2', 5), refused('r1', 9)]);
    expect(await at('2026-04-04T09:00:00.000Z', () => world.refusals.all())).toEqual([refused('r1', 9)]);
  });

  test('what prompts say is found by whoever asks, under its hash', async () => {
    const content = [aTemplate({ subject: 'Hello' }), aTemplate({ subject: 'Hallo', locale: 'de' })];
    expect(await world.promptContents.read('h1')).toEqual([]);
    await world.promptContents.keep('h1', content);

    expect(await world.another().promptContents.read('h1')).toEqual(content);
    expect(await world.promptContents.read('h2')).toEqual([]);
  });
};
