import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Contact } from '../../engine/account/account.ts';
import type { Change } from '../../engine/account/change.ts';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import type { TimelineLine } from '../../engine/account/timeline.ts';
import { readUnsubscribeToken } from '../../engine/contacts/unsubscribe-token.ts';
import type { TouchCall } from '../../engine/definition/step-call.ts';
import { MailAmbiguous, MailRejected, MailThrottled } from '../../engine/ports/ports.ts';
import { PostRefused, PostUnavailable } from '../../engine/ports/poster.ts';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { aTask } from '../conformance/records.ts';
import { Crash } from '../support/crash.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { testStore } from '../support/stored.ts';
import {
  anActiveEnrollment,
  anEmail,
  aPolicy,
  aTouch,
  now,
  optedOutOf,
  somebody,
  someProfile,
} from '../support/touch.ts';
import { aTemplate, type TouchWorld, touchWorld } from '../support/touch-world.ts';

let table: TestTable;
let world: TouchWorld;
let account: string;
let count = 0;

beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());
beforeEach(() => {
  account = `acme-${++count}`;
  world = touchWorld(testStore(), account);
});

const given = async (
  contacts: Contact[],
  more: { enrollment?: Partial<Enrollment>; attributes?: Record<string, string | number>; changes?: Change[] } = {},
) => {
  await world.given([
    { kind: 'profile', profile: someProfile(more.attributes, { account }) },
    ...contacts.map((contact): Change => ({ kind: 'contact', contact })),
    { kind: 'enroll', enrollment: anActiveEnrollment({ account, ...more.enrollment }) },
    ...(more.changes ?? []),
  ]);
  table.roundTrips();
};
const deliver = (call: Partial<TouchCall> = {}) => deliverTouch(aTouch({ account, ...call }), world.ports);
const inShort = ({ entry }: TimelineLine): string =>
  entry.type === 'touch'
    ? `${entry.outcome} ${entry.to}${entry.reason ? ` ${entry.reason}` : ''}${entry.until ? ` ${entry.until}` : ''}`
    : entry.type;
const told = async () => (await world.timeline()).map(inShort);
const heldUntil = async (touch: Promise<unknown>): Promise<string> => {
  const error: unknown = await touch.then(
    () => undefined,
    failure => failure,
  );
  expect(error).toMatchObject({ name: 'TouchHeld' });
  return (error as Error).message;
};
const exit: () => Promise<void> = () =>
  world.given([{ kind: 'exit', enrollment: 'onboarding-1', reason: 'subscription.canceled', at: now }]);

describe('an email', () => {
  it('goes to every recipient, is told line by line, and closes an enrollment that nothing follows', async () => {
    await given([somebody('ada'), somebody('bea')]);
    expect(await deliver()).toEqual({ until: '', at: now, took: '' });
    expect(world.mails.map(({ to }) => to)).toEqual(['ada@acme.example', 'bea@acme.example']);
    expect(await told()).toEqual(['sent ada', 'sent bea', 'completed']);
  });

  it('takes six round trips, five when it looked at the brake just before, and one more for each further recipient', async () => {
    const [look, write] = ['QueryCommand', 'TransactWriteItemsCommand'];
    world = touchWorld(table, account);
    await given([somebody('ada')]);
    await deliver();
    // The sixth is the look at the switches, which is no part of this store; the second query is the brake's.
    expect(table.roundTrips()).toEqual([look, look, write, write, write]);
    account = `acme-${++count}`;
    world = touchWorld(table, account);
    await given([somebody('ada'), somebody('bea'), somebody('cid')]);
    await deliver();
    expect(table.roundTrips().filter(each => each === write)).toHaveLength(5);
  });

  it('answers the next wake-up where the journey goes on', async () => {
    await given([somebody('ada')]);
    const next = { kind: 'park', wake: { kind: 'day', day: 14, sendAt: '09:00' } } as const;
    expect(await deliver({ next })).toEqual({ until: '2026-03-15T09:00:00Z', at: now, took: '' });
  });

  it('is not sent again when the same call comes again, and the answer is the same', async () => {
    await given([somebody('ada')]);
    const first = await deliver();
    world.later(60);
    expect(await deliver()).toEqual(first);
    expect(world.mails).toHaveLength(1);
    expect(await told()).toEqual(['sent ada', 'completed']);
  });

  it('carries the configuration set of its class, and ids as its tags', async () => {
    await given([somebody('ada')]);
    await deliver();
    const [mail] = world.mails;
    expect(mail).toMatchObject({
      configurationSet: 'test-lifecycle',
      from: 'Ann <ann@tasks.example>',
      tracking: true,
      subject: 'Welcome, Ada',
    });
    expect(mail?.tags).toEqual({
      delivery: expect.stringMatching(/^[a-z2-7]{32}$/),
      account: Buffer.from(account).toString('base64url'),
      journey: 'onboarding',
      step: 'welcome',
      enrollment: 'onboarding-1',
    });
    for (const value of Object.values(mail?.tags ?? {})) expect(value).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('that is not transactional can be unsubscribed from with one click', async () => {
    await given([somebody('ada')]);
    await deliver();
    const headers = world.mails[0]?.headers ?? {};
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    expect(headers['List-ID']).toBe('<product-guidance.tasks.example>');
    const token = /^<https:\/\/tasks\.example\/u\/(.+)>$/.exec(headers['List-Unsubscribe'] ?? '')?.[1] ?? '';
    expect(readUnsubscribeToken(token, ['secret'])).toMatchObject({
      account,
      contact: 'ada',
      topic: 'product-guidance',
    });
  });

  it('that is transactional has no such headers and no tracking', async () => {
    await given([somebody('ada')]);
    await deliver({ class: 'transactional', step: anEmail({ thread: 'account' }) });
    expect(world.mails[0]).toMatchObject({ tracking: false, configurationSet: 'test-transactional' });
    expect(Object.keys(world.mails[0]?.headers ?? {}).sort()).toEqual(['In-Reply-To', 'References']);
  });

  it('of a thread answers the same mail whichever enrollment it belongs to', async () => {
    await given([somebody('ada')], {
      changes: [{ kind: 'enroll', enrollment: anActiveEnrollment({ account, id: 'onboarding-2', key: 'in_2' }) }],
    });
    const step = anEmail({ thread: 'account' });
    await deliver({ step });
    await deliver({ step, enrollment: 'onboarding-2' });
    expect(world.mails.map(({ headers }) => headers.References)).toEqual([
      world.mails[0]?.headers.References,
      world.mails[0]?.headers.References,
    ]);
  });

  it('lets no name of a customer break a header', async () => {
    await given([somebody('ada', { name: 'Ada\r\nBcc: everybody@example.com' })]);
    world.templates.set('h1', aTemplate({ subject: 'Hello {{ contact.name }}' }));
    await deliver();
    expect(world.mails[0]?.subject).not.toMatch(/[\r\n]/);
  });

  it('is written in the language of the contact, else of the account', async () => {
    world.templates.set('h1/de-AT', aTemplate({ locale: 'de', subject: 'Willkommen' }));
    await given([somebody('ada', { locale: 'de-AT' }), somebody('bea')]);
    await deliver();
    expect(world.mails.map(({ subject }) => subject)).toEqual(['Willkommen', 'Welcome, Ada']);
  });

  it('is filled with the data of its step', async () => {
    world.templates.set('h1', aTemplate({ subject: '{{ done }} tasks on {{ plan }}' }));
    await given([somebody('ada')], {
      attributes: { name: 'Acme', plan: 'pro' },
      changes: [
        {
          kind: 'mark',
          event: {
            id: 'segment:1',
            source: 'segment',
            account,
            user: 'ada',
            name: 'Task Completed',
            occurredAt: '2026-03-05T10:00:00.000Z',
            receivedAt: '2026-03-05T10:00:00.000Z',
            fields: {},
          },
        },
      ],
    });
    await deliver({
      step: anEmail({
        data: {
          done: { kind: 'eventCount', event: 'Task Completed', window: { kind: 'sinceEnrollment' } },
          plan: { kind: 'accountAttribute', name: 'plan' },
        },
      }),
    });
    expect(world.mails[0]?.subject).toBe('1 tasks on pro');
  });

  it('is told as failed when its template cannot be rendered, and the journey goes on', async () => {
    world.templates.set('h1', aTemplate({ subject: '{{ nothing.like.that }}' }));
    await given([somebody('ada')]);
    await deliver();
    expect(world.mails).toEqual([]);
    expect(await told()).toEqual(['failed ada missing-data', 'completed']);
    const { recentSends } = (await world.ports.contacts.find(account, 'ada')) ?? {};
    expect(recentSends).toEqual([]);
  });

  it('is told as failed for want of data rather than sent with a hole, and goes where the data is known', async () => {
    world.templates.set('h1', aTemplate({ subject: 'You are on the {{ plan }} plan.' }));
    await given([somebody('ada')], { enrollment: { trigger: { event: 'Account Created', fields: {} } } });
    const step = anEmail({ data: { plan: { kind: 'triggerField', field: 'plan' } } });
    await deliver({ step });
    expect(world.mails).toEqual([]);
    expect(await told()).toEqual(['failed ada missing-data', 'completed']);
    account = `acme-${++count}`;
    world = touchWorld(testStore(), account);
    world.templates.set('h1', aTemplate({ subject: 'You are on the {{ plan }} plan.' }));
    await given([somebody('ada')]);
    await deliver({ step });
    expect(world.mails[0]?.subject).toBe('You are on the pro plan.');
  });

  it('goes to more recipients than fit into one transaction', async () => {
    await given(Array.from({ length: 25 }, (_, index) => somebody(`c${index}`)));
    await deliver();
    expect(new Set(world.mails.map(({ to }) => to)).size).toBe(25);
    expect((await told()).filter(line => line.startsWith('sent'))).toHaveLength(25);
  });
});

describe('a touch that may not go', () => {
  it('is told with its reason, once', async () => {
    await given([somebody('ada'), somebody('bea')]);
    const step = anEmail({ unless: { kind: 'attribute', name: 'name', comparison: 'is', value: 'Acme' } });
    await deliver({ step });
    world.later(5);
    await deliver({ step });
    expect(await told()).toEqual(['skipped ada condition', 'skipped bea condition', 'completed']);
  });

  it('is told as exited when the enrollment was exited before, and nothing is completed', async () => {
    await given([somebody('ada')]);
    await exit();
    await deliver();
    expect(await told()).toEqual(['skipped ada exited']);
    expect(world.mails).toEqual([]);
  });

  it('is not sent when the exit comes between the look and the claim', async () => {
    await given([somebody('ada')]);
    const { snapshot } = world.ports.accounts;
    let looks = 0;
    world.ports.accounts.snapshot = async (...args) => {
      const seen = await snapshot(...args);
      if (looks++ === 0) await exit();
      return seen;
    };
    await deliver();
    expect(world.mails).toEqual([]);
    expect(await told()).toEqual(['skipped ada exited']);
  });

  it('that is held is not sent to somebody who unsubscribes meanwhile', async () => {
    const policy = aPolicy({
      frequencyCaps: [{ classes: ['lifecycle'], atMost: 1, withinDays: 2, onCapped: 'hold' }],
    });
    await given([somebody('ada', {}, { recentSends: [{ delivery: 'x', class: 'lifecycle', at: now }] })]);
    await expect(deliver({ policy })).rejects.toMatchObject({ name: 'TouchHeld' });
    await world.given([
      { kind: 'contact', contact: somebody('ada', {}, { choices: optedOutOf('product-guidance'), revision: 2 }) },
    ]);
    world.later(2 * 86_400);
    await deliver({ policy });
    expect(world.mails).toEqual([]);
    expect(await told()).toEqual(['held ada capped 2026-03-12T09:00:00Z', 'skipped ada unsubscribed', 'completed']);
  });

  it('is not sent to somebody who unsubscribes between the look and the claim', async () => {
    await given([somebody('ada')]);
    const { snapshot } = world.ports.accounts;
    let looks = 0;
    world.ports.accounts.snapshot = async (...args) => {
      const seen = await snapshot(...args);
      if (looks++ === 0)
        await world.given([
          { kind: 'contact', contact: somebody('ada', {}, { choices: optedOutOf('*'), revision: 2 }) },
        ]);
      return seen;
    };
    await deliver();
    expect(world.mails).toEqual([]);
    expect(await told()).toEqual(['skipped ada unsubscribed', 'completed']);
  });

  it('has been sent when the exit comes while it is under way, and then nothing is completed', async () => {
    await given([somebody('ada')]);
    world.onMail = exit;
    await deliver();
    expect(await told()).toEqual(['sent ada']);
    expect((await world.ports.accounts.snapshot(account)).enrollments[0]).toMatchObject({ status: 'exited' });
  });

  it('counts accepted mails against the cap of the contact', async () => {
    const policy = aPolicy({ frequencyCaps: [{ classes: ['lifecycle'], atMost: 1, withinDays: 7, onCapped: 'skip' }] });
    await given([somebody('ada')]);
    await deliver({ policy, next: { kind: 'go' } });
    await deliver({ policy, step: anEmail({ id: 'tips' }), order: 2 });
    expect(await told()).toEqual(['sent ada', 'skipped ada capped', 'completed']);
  });
});

describe('a touch that has to wait', () => {
  it('tells so and asks for another call, and tells it once until then', async () => {
    await given([somebody('ada')]);
    world.paused.add('onboarding');
    expect(await heldUntil(deliver())).toBe('2026-03-11T09:00:00Z');
    expect(await told()).toEqual(['held ada paused 2026-03-11T09:00:00Z']);
  });

  it('is told once while it is held until the same second, and goes when it may', async () => {
    const call = { class: 'marketing', cause: 'event' } as const;
    await given([somebody('ada')], { changes: [{ kind: 'task', task: aTask(account, 't1', { type: 'risk' }) }] });
    expect(await heldUntil(deliver(call))).toBe('2026-03-10T09:01:00Z');
    world.later(60);
    expect(await heldUntil(deliver(call))).toBe('2026-03-17T09:00:00Z');
    await world.given([
      { kind: 'task', task: aTask(account, 't1', { type: 'risk', status: 'resolved', revision: 2 }) },
    ]);
    await deliver(call);
    expect(await told()).toEqual(['held ada risk-task-open 2026-03-17T09:00:00Z', 'sent ada', 'completed']);
  });

  it('is skipped with the same reason when it was held for as long as the policy allows', async () => {
    await given([somebody('ada')], { changes: [{ kind: 'task', task: aTask(account, 't1', { type: 'risk' }) }] });
    await heldUntil(deliver({ class: 'marketing' }));
    world.later(7 * 86_400);
    await deliver({ class: 'marketing' });
    expect(await told()).toEqual([
      'held ada risk-task-open 2026-03-17T09:00:00Z',
      'skipped ada risk-task-open',
      'completed',
    ]);
  });

  it('for some goes to the others at once, and to them only once', async () => {
    const policy = aPolicy({ frequencyCaps: [{ classes: ['lifecycle'], atMost: 1, withinDays: 2, onCapped: 'hold' }] });
    const busy = somebody(
      'bea',
      {},
      { recentSends: [{ delivery: 'x', class: 'lifecycle', at: '2026-03-09T09:00:00.000Z' }] },
    );
    await given([somebody('ada'), busy, somebody('cid', { email: '' })]);
    expect(await heldUntil(deliver({ policy }))).toBe('2026-03-11T09:00:00Z');
    expect(await told()).toEqual(['held bea capped 2026-03-11T09:00:00Z', 'sent ada']);
    world.later(86_400);
    await deliver({ policy });
    expect(await told()).toEqual([
      'held bea capped 2026-03-11T09:00:00Z',
      'sent ada',
      'sent bea',
      'skipped cid no-recipient',
      'completed',
    ]);
    expect(world.mails.map(({ to }) => to)).toEqual(['ada@acme.example', 'bea@acme.example']);
  });
});

describe('when the mail service', () => {
  const roomOf = async (contact: string) => (await world.ports.contacts.find(account, contact))?.recentSends.length;

  it('refuses a mail, it is told as failed, counts against no cap, and is not tried again', async () => {
    await given([somebody('ada')]);
    world.onMail = () => {
      throw new MailRejected('no such domain');
    };
    await deliver();
    expect(await told()).toEqual(['failed ada rejected', 'completed']);
    expect(await roomOf('ada')).toBe(0);
  });

  it('refuses a mail while somebody else changes the contact, both are kept', async () => {
    await given([somebody('ada')]);
    world.onMail = async () => {
      const ada = await world.ports.contacts.find(account, 'ada');
      if (ada)
        await world.given([
          { kind: 'contact', contact: { ...ada, choices: optedOutOf('news'), revision: ada.revision + 1 } },
        ]);
      throw new MailRejected('no such domain');
    };
    await deliver();
    expect(await world.ports.contacts.find(account, 'ada')).toMatchObject({
      choices: optedOutOf('news'),
      recentSends: [],
    });
  });

  it('asks to slow down, the call is to be repeated, and only those go who had nothing', async () => {
    await given([somebody('ada'), somebody('bea'), somebody('cid')]);
    let mails = 0;
    world.onMail = () => {
      if (++mails === 2) throw new MailThrottled('slow down');
    };
    await expect(deliver()).rejects.toMatchObject({ name: 'SesThrottled' });
    expect(await told()).toEqual(['sent ada']);
    expect(await roomOf('bea')).toBe(0);
    world.later(2);
    await deliver();
    expect(await told()).toEqual(['sent ada', 'sent bea', 'sent cid', 'completed']);
    expect(world.mails.map(({ to }) => to)).toEqual(['ada@acme.example', 'bea@acme.example', 'cid@acme.example']);
  });

  it('is known to be busy, nothing is read, claimed or counted', async () => {
    await given([somebody('ada')]);
    world.ports.mailer.isBusy = () => true;
    world.ports.accounts.snapshot = () => Promise.reject(new Error('read'));
    await expect(deliver()).rejects.toMatchObject({ name: 'SesThrottled' });
  });

  it('asks to slow down again and again, the mail counts once among what the journey sent', async () => {
    await given([somebody('ada')]);
    const sends = async () => {
      world.later(60);
      const figures = await world.ports.sends.look('onboarding', world.ports.clock.now());
      return [...(figures?.days.values() ?? [])].reduce((sum, { sent }) => sum + sent, 0);
    };
    const before = await sends();
    world.onMail = () => {
      throw new MailThrottled('slow down');
    };
    for (let tries = 1; tries <= 3; tries++) await expect(deliver()).rejects.toMatchObject({ name: 'SesThrottled' });
    world.onMail = () => {};
    await deliver();
    expect(world.mails).toHaveLength(1);
    expect((await sends()) - before).toBe(1);
  });

  it('does not tell, the touch is of unknown fate and the journey goes on', async () => {
    await given([somebody('ada')]);
    world.onMail = () => {
      throw new MailAmbiguous('connection reset');
    };
    await deliver();
    expect(await told()).toEqual(['unknown ada ambiguous', 'completed']);
    expect(await roomOf('ada')).toBe(1);
  });

  it('does not tell, and not later either, a transactional mail goes once more', async () => {
    await given([somebody('ada')]);
    let mails = 0;
    world.onMail = () => {
      if (++mails === 1) throw new MailAmbiguous('connection reset');
    };
    expect(await heldUntil(deliver({ class: 'transactional' }))).toBe('2026-03-10T09:15:00Z');
    world.later(900);
    await deliver({ class: 'transactional' });
    expect(await told()).toEqual(['unknown ada ambiguous', 'sent ada', 'completed']);
    expect(world.mails).toHaveLength(1);
  });

  it('never tells, a transactional mail is given up after the second time', async () => {
    await given([somebody('ada')]);
    world.onMail = () => {
      throw new MailAmbiguous('connection reset');
    };
    await heldUntil(deliver({ class: 'transactional' }));
    world.later(900);
    await deliver({ class: 'transactional' });
    expect(await told()).toEqual(['unknown ada ambiguous', 'unknown ada ambiguous', 'completed']);
  });

  it('tells by an event what its answer did not, the mail does not go again', async () => {
    await given([somebody('ada')]);
    world.onMail = mail => {
      world.mails.push(mail);
      throw new MailAmbiguous('connection reset');
    };
    await heldUntil(deliver({ class: 'transactional' }));
    await world.ports.deliveries.recordFact(account, world.mails[0]?.tags.delivery ?? '', 'sent', now);
    world.later(900);
    await deliver({ class: 'transactional' });
    expect(world.mails).toHaveLength(1);
    expect(await told()).toEqual(['unknown ada ambiguous', 'sent ada', 'completed']);
  });
});

describe('a process that dies after it reserved a touch and before it handed it over', () => {
  const policy = aPolicy({ frequencyCaps: [{ classes: ['lifecycle'], atMost: 1, withinDays: 7, onCapped: 'skip' }] });
  /** Only the first commit of the process gets through. */
  const dieReserved = async (call: Partial<TouchCall> = {}) => {
    const { accounts } = world.ports;
    let commits = 0;
    const commit: typeof accounts.commit = async (...args) => {
      if (commits++ > 0) throw new Crash();
      await accounts.commit(...args);
    };
    const dying = { ...world.ports, accounts: { ...accounts, commit } };
    await expect(deliverTouch(aTouch({ account, policy, ...call }), dying)).rejects.toBeInstanceOf(Crash);
  };
  const sendsOf = async (contact: string) => (await world.ports.contacts.find(account, contact))?.recentSends.length;
  const statesOf = async () => {
    const { contacts } = await world.ports.accounts.snapshot(account);
    const ids = contacts.flatMap(({ recentSends }) => recentSends.map(({ delivery }) => delivery));
    return (await world.ports.deliveries.find(account, ids)).map(({ state }) => state);
  };

  it('leaves nothing unknown: the next call sends it, and it counts once', async () => {
    await given([somebody('ada'), somebody('bea')]);
    await dieReserved();
    expect(world.mails).toEqual([]);
    expect(await statesOf()).toEqual(['reserved', 'reserved']);
    await deliver({ policy });
    expect(world.mails.map(({ to }) => to)).toEqual(['ada@acme.example', 'bea@acme.example']);
    expect(await told()).toEqual(['sent ada', 'sent bea', 'completed']);
    expect(await sendsOf('ada')).toBe(1);
    expect(world.alarms).toEqual([]);
  });

  it('loses to an exit that comes before the next call, and what was reserved counts against no cap', async () => {
    await given([somebody('ada')]);
    await dieReserved();
    await exit();
    await deliver({ policy });
    expect(world.mails).toEqual([]);
    expect(await told()).toEqual(['skipped ada exited']);
    expect(await sendsOf('ada')).toBe(0);
  });

  it('loses to an opt-out and to another role that come before the next call', async () => {
    await given([somebody('ada'), somebody('bea'), somebody('cid')]);
    await dieReserved();
    const [ada, bea] = (await world.ports.accounts.snapshot(account)).contacts;
    if (!ada || !bea) throw new Error('The contacts are gone.');
    await world.given([
      { kind: 'contact', contact: { ...ada, choices: optedOutOf('*'), revision: ada.revision + 1 } },
      {
        kind: 'contact',
        contact: {
          ...bea,
          attributes: { ...bea.attributes, role: { value: 'member', at: now } },
          revision: bea.revision + 1,
        },
      },
    ]);
    await deliver({ policy });
    expect(world.mails.map(({ to }) => to)).toEqual(['cid@acme.example']);
    expect(await told()).toEqual(['skipped ada unsubscribed', 'sent cid', 'completed']);
    expect([await sendsOf('ada'), await sendsOf('bea'), await sendsOf('cid')]).toEqual([0, 0, 1]);
  });

  it('does not send when it was only slow, and another one has taken over meanwhile', async () => {
    await given([somebody('ada')]);
    const { accounts } = world.ports;
    let commits = 0;
    const commit: typeof accounts.commit = async (...args) => {
      if (commits++ === 1) await deliver({ policy });
      await accounts.commit(...args);
    };
    await deliverTouch(aTouch({ account, policy }), { ...world.ports, accounts: { ...accounts, commit } });
    expect(world.mails).toHaveLength(1);
    expect(await told()).toEqual(['sent ada', 'completed']);
  });

  it('leaves alone what another one has taken over while the mail service asks it to slow down', async () => {
    await given([somebody('ada'), somebody('bea')]);
    let mails = 0;
    world.onMail = async () => {
      if (++mails > 1) return;
      await deliver({ policy, class: 'transactional' }).catch(() => undefined);
      throw new MailThrottled('slow down');
    };
    await expect(deliver({ policy, class: 'transactional' })).rejects.toMatchObject({ name: 'SesThrottled' });
    for (let calls = 1; calls <= 3; calls++) {
      world.later(16 * 60);
      await deliver({ policy, class: 'transactional' }).catch(() => undefined);
    }
    expect(world.mails.map(({ to }) => to).sort()).toEqual(['ada@acme.example', 'bea@acme.example']);
  });

  it('leaves a message to a channel without contacts to the next call, too', async () => {
    await given([]);
    const step = { kind: 'slack', id: 'tell', channel: 'csm', text: 'Look' } as const;
    await dieReserved({ step });
    await deliver({ step });
    expect(world.posts).toHaveLength(1);
    expect(await told()).toEqual(['sent csm', 'completed']);
  });
});

describe('an exit in the middle of a touch', () => {
  it('stops the mails that have not left yet, and those that have are told', async () => {
    await given([somebody('ada'), somebody('bea'), somebody('cid')]);
    world.onMail = async ({ to }) => {
      if (to.startsWith('ada')) await exit();
    };
    await deliver();
    expect(world.mails.map(({ to }) => to)).toEqual(['ada@acme.example']);
    expect(await told()).toEqual(['sent ada', 'skipped bea exited', 'skipped cid exited']);
    expect((await world.ports.contacts.find(account, 'bea'))?.recentSends).toEqual([]);
  });
});

describe('two at once', () => {
  it('of the same call send every mail at most once', async () => {
    for (let round = 0; round < 5; round++) {
      account = `acme-${++count}`;
      world = touchWorld(table, account);
      await given([somebody('ada'), somebody('bea')]);
      const calls = [deliver({ class: 'transactional' }), deliver({ class: 'transactional' })];
      await Promise.allSettled(calls);
      world.later(900);
      await deliver({ class: 'transactional' });
      expect(world.mails.map(({ to }) => to).sort()).toEqual(['ada@acme.example', 'bea@acme.example']);
    }
  });

  it('of different journeys cannot both take the last room under a cap', async () => {
    const policy = aPolicy({ frequencyCaps: [{ classes: ['lifecycle'], atMost: 1, withinDays: 7, onCapped: 'skip' }] });
    const other = { id: 'adoption', version: 'v1', title: 'Adoption' };
    await given([somebody('ada')], {
      changes: [{ kind: 'enroll', enrollment: anActiveEnrollment({ account, id: 'adoption-1', journey: 'adoption' }) }],
    });
    await Promise.all([deliver({ policy }), deliver({ policy, journey: other, enrollment: 'adoption-1' })]);
    expect(world.mails).toHaveLength(1);
    expect((await told()).filter(line => line !== 'completed').sort()).toEqual(['sent ada', 'skipped ada capped']);
  });
});

describe('contacts who share a mailbox', () => {
  const policy = aPolicy({ frequencyCaps: [{ classes: ['lifecycle'], atMost: 1, withinDays: 7, onCapped: 'skip' }] });
  const shared = () => [
    somebody('ada', { email: 'team@acme.example' }),
    somebody('bea', { email: 'Team@Acme.example', role: 'billing' }),
  ];

  it('get a touch once, and the line of the other says why', async () => {
    await given(shared());
    await deliver({ step: anEmail({ to: { roles: ['admin', 'billing'] } }) });
    expect(world.mails.map(({ to }) => to)).toEqual(['team@acme.example']);
    expect(await told()).toEqual(['sent ada', 'skipped bea same-mailbox', 'completed']);
  });

  it('count together under a cap, also of two touches at once', async () => {
    await given(shared(), {
      changes: [{ kind: 'enroll', enrollment: anActiveEnrollment({ account, id: 'adoption-1', journey: 'adoption' }) }],
    });
    const other = { id: 'adoption', version: 'v1', title: 'Adoption' };
    await Promise.all([
      deliver({ policy }),
      deliver({ policy, journey: other, enrollment: 'adoption-1', step: anEmail({ to: { roles: ['billing'] } }) }),
    ]);
    expect(world.mails).toHaveLength(1);
    expect((await told()).filter(line => line.startsWith('skipped'))).toEqual([
      expect.stringMatching(/^skipped (ada|bea) capped$/),
    ]);
  });
});

describe('an address', () => {
  it('of which the domain is not ASCII is mailed in Punycode', async () => {
    await given([somebody('ada', { email: 'ada@bücher.example' })]);
    await deliver();
    expect(world.mails.map(({ to }) => to)).toEqual(['ada@xn--bcher-kva.example']);
  });

  it('that the mail service refuses fails with that reason, counts against no cap, and leaves the others alone', async () => {
    await given([somebody('ada', { email: 'jürgen@acme.example' }), somebody('bea')]);
    await deliver();
    expect(world.mails.map(({ to }) => to)).toEqual(['bea@acme.example']);
    expect(await told()).toEqual(['failed ada bad-address', 'sent bea', 'completed']);
    expect((await world.ports.contacts.find(account, 'ada'))?.recentSends).toEqual([]);
  });
});

describe('another channel', () => {
  it('is told no half of a character, which nobody could read', async () => {
    await given([]);
    const data = { note: { kind: 'literal', value: 'a\ud800b' } } as const;
    await deliver({ step: { kind: 'webhook', id: 'hook', endpoint: 'crm', data } });
    expect(world.posts[0]?.body).toMatchObject({ data: { note: 'a\ufffdb' } });
  });

  it('in the app stores the prompt with its line, in one go', async () => {
    world = touchWorld(table, account);
    const prompt = {
      kind: 'banner',
      placement: 'top',
      dismissible: false,
      priority: 100,
    } as const;
    world.templates.set(
      'h1',
      aTemplate({
        id: 'payment-banner',
        channel: 'prompt',
        subject: 'Update your card',
        text: 'It failed.',
        prompt: {
          ...prompt,
          actions: [{ id: 'pay', label: 'Pay', url: 'https://tasks.example/billing', style: 'primary' }],
        },
      }),
    );
    await given([]);
    const step = {
      kind: 'prompt',
      id: 'banner',
      template: 'payment-banner',
      to: { roles: ['billing', 'admin'] },
      data: {},
      expires: { unit: 'days', amount: 7 },
    } as const;
    await deliver({
      step,
      template: { id: 'payment-banner', hash: 'h1', class: 'transactional' },
      class: 'transactional',
    });
    expect(table.roundTrips()).toEqual(['QueryCommand', 'TransactWriteItemsCommand']);
    expect(await told()).toEqual(['sent billing,admin', 'completed']);
    expect(await world.ports.prompts.all(account)).toMatchObject([
      {
        ...prompt,
        actions: ['pay'],
        key: 'payment-banner',
        template: 'h1',
        expiresAt: '2026-03-17T09:00:00.000Z',
        step: 'banner',
      },
    ]);
  });

  it('posts to Slack and to webhooks under the name of the delivery', async () => {
    await given([]);
    await deliver({ step: { kind: 'slack', id: 'tell', channel: 'csm', text: 'Look' }, next: { kind: 'go' } });
    await deliver({
      step: { kind: 'webhook', id: 'hook', endpoint: 'crm', data: { plan: { kind: 'triggerField', field: 'plan' } } },
      order: 2,
    });
    expect(world.posts).toMatchObject([
      { destination: 'slack:csm', body: { text: 'Look' } },
      { destination: 'webhook:crm', body: { account, step: 'hook', data: { plan: 'pro' } } },
    ]);
    expect(world.posts[1]?.body).toMatchObject({ id: world.posts[1]?.key });
    expect(await told()).toEqual(['sent csm', 'sent crm', 'completed']);
  });

  it('that refuses a post is told as failed', async () => {
    await given([]);
    world.onPost = () => {
      throw new PostRefused('404');
    };
    await deliver({ step: { kind: 'slack', id: 'tell', channel: 'csm', text: 'Look' } });
    expect(await told()).toEqual(['failed csm rejected', 'completed']);
  });

  const hook = { step: { kind: 'webhook', id: 'hook', endpoint: 'crm', data: {} } } as const;

  it('that is busy gets the post later, under the same name, and nothing is told until then', async () => {
    await given([]);
    world.onPost = () => {
      throw new PostUnavailable('429', 120);
    };
    await expect(deliver(hook)).rejects.toMatchObject({ name: 'TouchHeld', message: '2026-03-10T09:02:00Z' });
    expect(await told()).toEqual([]);
    world.onPost = () => {};
    world.later(120);
    await deliver(hook);
    expect(world.posts).toHaveLength(1);
    expect(await told()).toEqual(['sent crm', 'completed']);
  });

  it('that asks for a day gets it in an hour', async () => {
    await given([]);
    world.onPost = () => {
      throw new PostUnavailable('429', 86_400);
    };
    await expect(deliver(hook)).rejects.toMatchObject({ message: '2026-03-10T10:00:00Z' });
  });

  it('that stays busy for hours is given up as unavailable, and the journey goes on', async () => {
    await given([]);
    world.onPost = () => {
      throw new PostUnavailable('503');
    };
    const pauses: number[] = [];
    for (;;) {
      const until = await deliver(hook).then(
        () => undefined,
        (error: Error) => error.message,
      );
      if (until === undefined) break;
      pauses.push((Date.parse(until) - Date.parse(world.clock.at)) / 1000);
      world.later(pauses.at(-1) ?? 0);
    }
    expect(pauses).toHaveLength(23);
    expect(pauses[0]).toBeLessThanOrEqual(15);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(1800);
    const hours = pauses.reduce((sum, each) => sum + each, 0) / 3600;
    expect(hours).toBeGreaterThan(4);
    expect(await told()).toEqual(['failed crm unavailable', 'completed']);
  });

  it('that is busy is not posted to again once the enrollment is exited', async () => {
    await given([]);
    world.onPost = () => {
      throw new PostUnavailable('429');
    };
    await expect(deliver(hook)).rejects.toMatchObject({ name: 'TouchHeld' });
    world.onPost = () => {};
    await exit();
    world.later(900);
    await deliver(hook);
    expect(world.posts).toEqual([]);
    expect(await told()).toEqual(['skipped crm exited']);
  });
});
