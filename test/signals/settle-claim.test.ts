import { beforeEach, expect, test } from 'vitest';
import type { Delivery } from '../../engine/account/delivery.ts';
import { MailAmbiguous } from '../../engine/ports/ports.ts';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { settleLeftClaim } from '../../engine/signals/use-cases/settle-claim.ts';
import { Crash } from '../support/crash.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, aTouch, now, somebody, someProfile } from '../support/touch.ts';
import { type TouchWorld, touchWorld } from '../support/touch-world.ts';

const store = testStore();
let world: TouchWorld;
let account: string;
let count = 0;

beforeEach(async () => {
  account = `claims-#${++count}`;
  world = touchWorld(store, account);
  await world.given([
    { kind: 'profile', profile: someProfile(undefined, { account }) },
    { kind: 'contact', contact: somebody('ada') },
    { kind: 'enroll', enrollment: anActiveEnrollment({ account }) },
  ]);
});

const deliver = () => deliverTouch(aTouch({ account }), world.ports);
const lines = async () =>
  (await world.timeline()).flatMap(({ entry }) => (entry.type === 'touch' ? [`${entry.outcome} ${entry.to}`] : []));
const open = async () =>
  (await world.ports.due.find('2027-01-01T00:00:00.000Z')).found.filter(each => each.account === account);
/** As the sweep does. */
const settleClaims = async (ports: typeof world.ports) => {
  for (const each of (await ports.due.find(ports.clock.now())).found)
    if (each.account === account && each.delivery) await settleLeftClaim(account, each.delivery, ports);
};
const theDelivery = async (): Promise<Delivery | undefined> => {
  const [send] = (await world.ports.contacts.find(account, 'ada'))?.recentSends ?? [];
  return (await world.ports.deliveries.find(account, [send?.delivery ?? '']))[0];
};
/** The process dies as soon as the mail is handed over. */
const dieAfterSending = async (call = aTouch({ account })) => {
  const { accounts } = world.ports;
  const commit: typeof accounts.commit = async (...args) => {
    if (world.mails.length > 0) throw new Crash();
    await accounts.commit(...args);
  };
  const dying = { ...world.ports, accounts: { ...accounts, commit } };
  await expect(deliverTouch(call, dying)).rejects.toBeInstanceOf(Crash);
};

test('a mail whose answer came leaves nothing to settle', async () => {
  await deliver();
  expect(await open()).toEqual([]);
});

test('a claim of a process that died is unknown after half an hour, told once, though nobody calls its touch again', async () => {
  await dieAfterSending();
  expect(await open()).toHaveLength(1);
  await settleClaims(world.ports);
  expect((await theDelivery())?.state).toBe('claimed');
  world.later(30 * 60 + 1);
  await settleClaims(world.ports);
  await settleClaims(world.ports);
  expect(await theDelivery()).toMatchObject({ state: 'unknown', isFinal: true });
  expect(await lines()).toEqual(['unknown ada']);
  expect(await open()).toEqual([]);
  expect(world.alarms).toMatchObject([{ alarm: 'ambiguous-send', account, journey: 'onboarding', step: 'welcome' }]);
});

test('operators hear of it, though the process that settles it dies right after', async () => {
  await dieAfterSending();
  world.later(30 * 60 + 1);
  const { accounts } = world.ports;
  const commit: typeof accounts.commit = async (...args) => {
    await accounts.commit(...args);
    throw new Crash();
  };
  await expect(settleClaims({ ...world.ports, accounts: { ...accounts, commit } })).rejects.toBeInstanceOf(Crash);
  await settleClaims(world.ports);
  expect(world.alarms).toMatchObject([{ alarm: 'ambiguous-send', account }]);
});

test('it is sent, where the mail service has told so', async () => {
  await dieAfterSending();
  await world.ports.deliveries.recordFact(account, (await theDelivery())?.id ?? '', 'delivered', now);
  world.later(30 * 60 + 1);
  await settleClaims(world.ports);
  expect((await theDelivery())?.state).toBe('accepted');
  expect(await lines()).toEqual(['sent ada']);
});

test('it is sent also where the touch is called again, and not sent twice', async () => {
  await dieAfterSending();
  await world.ports.deliveries.recordFact(account, (await theDelivery())?.id ?? '', 'sent', now);
  await deliver();
  expect(world.mails).toHaveLength(1);
  expect(await lines()).toEqual(['sent ada']);
});

test('a mail of unknown fate is told once, and forgotten when no news comes', async () => {
  world.onMail = () => {
    throw new MailAmbiguous('no answer');
  };
  await deliver();
  expect(await open()).toHaveLength(1);
  world.later(30 * 60 + 1);
  await settleClaims(world.ports);
  expect(await lines()).toEqual(['unknown ada']);
  expect(await open()).toEqual([]);
  expect(world.alarms).toMatchObject([{ alarm: 'ambiguous-send', account }]);
});

test('a mail that the mail service tells of, while its touch is called again, is not sent again', async () => {
  const call = aTouch({ account, class: 'transactional' });
  const { deliveries } = world.ports;
  await dieAfterSending(call);
  const find: typeof deliveries.find = async (...args) => {
    const read = await deliveries.find(...args);
    for (const { id } of read) await deliveries.recordFact(account, id, 'sent', now);
    return read;
  };
  await deliverTouch(call, { ...world.ports, deliveries: { ...deliveries, find } }).catch(() => {});
  world.later(16 * 60);
  await deliverTouch(call, world.ports);
  expect(world.mails).toHaveLength(1);
  expect((await theDelivery())?.facts).toEqual({ sent: now });
});

test('a mail that was given up, and is sent again after all, is settled if that process dies too', async () => {
  const call = aTouch({ account, class: 'transactional' });
  await dieAfterSending(call);
  world.later(30 * 60 + 1);
  await settleClaims(world.ports);
  world.mails.length = 0;
  await dieAfterSending(call);
  expect(await open()).toHaveLength(1);
});

/** The process dies before the mail leaves. */
const dieReserved = async () => {
  const { accounts } = world.ports;
  let commits = 0;
  const commit: typeof accounts.commit = async (...args) => {
    if (commits++ > 0) throw new Crash();
    await accounts.commit(...args);
  };
  const dying = { ...world.ports, accounts: { ...accounts, commit } };
  await expect(deliverTouch(aTouch({ account }), dying)).rejects.toBeInstanceOf(Crash);
};

test('a mail that never left is left to its touch for as long as that may be called again', async () => {
  await dieReserved();
  world.later(3 * 3600);
  await settleClaims(world.ports);
  expect((await theDelivery())?.state).toBe('reserved');
  await deliver();
  expect(await lines()).toEqual(['sent ada']);
  expect(await open()).toEqual([]);
});

test('a mail that never left, of an enrollment that is over, is skipped and counts against no cap', async () => {
  await dieReserved();
  await world.given([{ kind: 'exit', enrollment: 'onboarding-1', reason: 'subscription.canceled', at: now }]);
  world.later(30 * 60 + 1);
  await settleClaims(world.ports);
  await settleClaims(world.ports);
  expect(await lines()).toEqual(['skipped ada']);
  expect(world.alarms).toEqual([]);
  expect((await world.ports.contacts.find(account, 'ada'))?.recentSends).toEqual([]);
  expect(await open()).toEqual([]);
});
