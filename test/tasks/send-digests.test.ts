import { beforeAll, describe, expect, test } from 'vitest';
import type { Task } from '../../engine/account/task.ts';
import type { MessageClass } from '../../engine/definition/policy.ts';
import { recordFeedback } from '../../engine/feedback/use-cases/record-feedback.ts';
import { MailAmbiguous, MailRejected, MailThrottled } from '../../engine/ports/ports.ts';
import { sendDigests } from '../../engine/tasks/use-cases/send-digests.ts';
import { compileTemplates } from '../../engine/templates/compile-templates.ts';
import { catalog } from '../../journeys/catalog.ts';
import { aProfile } from '../conformance/records.ts';
import { crashingPorts } from '../support/crash.ts';
import { aJourney } from '../support/journeys.ts';
import { testStore } from '../support/stored.ts';
import { aTask } from '../support/tasks.ts';
import { touchWorld } from '../support/touch-world.ts';

const store = testStore();
let digest: Awaited<ReturnType<typeof compileTemplates>>;
let count = 0;
beforeAll(async () => {
  digest = await compileTemplates('templates', { only: 'csm-digest' });
});

/** A Monday, 08:00 in UTC. */
const monday = '2026-03-16T08:00:00.000Z';

const someWorld = async (...tasks: (Partial<Task> & { id: string })[]) => {
  const number = ++count;
  const account = `acme-${number}`;
  const world = touchWorld(store, account);
  world.ports.build.journeys = async () => [aJourney()];
  world.ports.build.catalog = async () => catalog.data;
  world.clock.at = monday;
  world.team.push({ id: `maya-${number}`, email: 'maya@example.com', name: 'Maya Lindqvist' });
  world.infos.push(...digest.infos);
  for (const [hash, locales] of digest.compiled) {
    const english = locales.get('en');
    if (english) world.templates.set(hash, english);
  }
  await world.given(
    tasks.map(more => ({
      kind: 'task' as const,
      task: aTask({ account, reason: more.id, owner: `maya-${number}`, ...more }),
    })),
  );
  return { account, world, send: (told = new Set<string>()) => sendDigests(world.ports, told) };
};

describe('on Monday morning', () => {
  test('it says what changed most at the accounts that it lists', async () => {
    const { account, world, send } = await someWorld({ id: 'renewal-outreach', inDigest: true });
    const said = (value: string | number | boolean) => ({ value, at: '2026-03-02T09:00:00.000Z' });
    const { profile } = await world.ports.accounts.snapshot(account);
    await world.given([
      {
        kind: 'profile',
        profile: {
          ...aProfile(account, { revision: (profile?.revision ?? 0) + 1 }),
          attributes: { name: said('Acme'), arr: said(18_000), cancelScheduled: said(true) },
        },
      },
    ]);

    await send();

    expect(world.mails.at(-1)?.text).toContain('Acme ($18,000): The subscription is set to end with its term.');
  });

  test('a CSM reads of what nobody interrupted them for, by what is at stake, and of what is overdue', async () => {
    const { world, send } = await someWorld(
      { id: 'small', inDigest: true, arrAtStake: 5_000, severity: 3 },
      { id: 'unknown', inDigest: true, arrAtStake: null, severity: 3 },
      { id: 'large', inDigest: true, arrAtStake: 24_000, accountName: '<b>http://evil.example</b> Inc.' },
      { id: 'late', breachedAt: '2026-03-12T09:00:00.000Z', arrAtStake: 100 },
      { id: 'pressing' },
      { id: 'asleep', inDigest: true, status: 'snoozed', snoozedUntil: '2026-04-01T09:00:00.000Z' },
    );
    expect(await send()).toEqual({ sent: 1 });
    const [mail] = world.mails;
    expect(mail).toMatchObject({
      to: 'maya@example.com',
      from: 'Billing <billing@tasks.example>',
      configurationSet: 'test-transactional',
      subject: 'Your Monday: 4 tasks, $24,000 a year at stake',
      tracking: false,
    });
    const order = ['late', 'large', 'small', 'unknown'].map(reason => mail?.text.indexOf(`: ${reason}`) ?? -1);
    expect(order.every(at => at > 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(mail?.text).toContain('Good morning, Maya');
    expect(mail?.text).toContain('Logins down 41 % in 3 weeks. Do: book an admin review.');
    expect(mail?.text).not.toMatch(/pressing|asleep|http:\/\/evil/);
    expect(mail?.html).toContain('&lt;b&gt;evil.');
    expect(JSON.stringify(mail?.tags)).not.toContain('@');
  });

  test('a CSM is told of risk tasks that have held mail back for two weeks, taken up and snoozed ones too', async () => {
    const long = { type: 'risk', status: 'acknowledged', openedAt: '2026-03-02T08:00:00.000Z' } as const;
    const { world, send } = await someWorld(
      { ...long, id: 'forgotten' },
      { ...long, id: 'asleep', status: 'snoozed', snoozedUntil: '2026-04-01T09:00:00.000Z' },
      { ...long, id: 'late', breachedAt: '2026-03-12T09:00:00.000Z' },
      { ...long, id: 'recent', openedAt: '2026-03-02T08:00:01.000Z' },
      { ...long, id: 'renewing', type: 'renewal' },
      { ...long, id: 'over', status: 'resolved' },
    );
    expect(await send()).toEqual({ sent: 1 });
    const text = world.mails[0]?.text ?? '';
    expect(text).toContain('It has held back promotional mail since March 2, 2026.');
    const [, holding = ''] = text.split('Holding mail back');
    expect(holding).toMatch(/: forgotten[\s\S]*Open since March 2, 2026/);
    expect(holding).toContain(': asleep');
    expect(text).not.toMatch(/: (recent|renewing|over)\b/);
    expect(world.mails[0]?.subject).toContain('3 tasks');
  });

  test('a CSM still reads of a task that went to the lead, who reads of it, too; each with a link', async () => {
    const { account, world, send } = await someWorld();
    const [maya, ruth] = [String(world.team[0]?.id), `ruth-${count}`];
    Object.assign(world.team[0] ?? {}, { lead: ruth });
    world.team.push({ id: ruth, email: 'ruth@example.com' });
    world.ports.settings.taskUrl = 'https://console.example/tasks/{task}?account={account}';
    const late = { account, owner: ruth, breachedAt: '2026-03-12T09:00:00.000Z' } as const;
    await world.given(
      [
        aTask({ ...late, id: 'risk.late/1', reason: 'late', formerOwner: maya }),
        aTask({ ...late, id: 'elsewhere', reason: 'elsewhere', formerOwner: 'tom' }),
        aTask({ ...late, id: 'new', reason: 'new', openedAt: '2026-03-16T08:00:00.001Z', formerOwner: maya }),
      ].map(task => ({ kind: 'task' as const, task })),
    );
    expect(await send()).toEqual({ sent: 2 });
    const [own, leads] = ['maya', 'ruth'].map(id => world.mails.find(({ to }) => to === `${id}@example.com`));
    const [, withLead = ''] = (own?.text ?? '').split('With your lead');
    expect(withLead).toContain(': late');
    expect(own?.text).not.toMatch(/elsewhere|: new/);
    expect(own?.html).toContain(`href="https://console.example/tasks/risk.late%2F1?account=${account}"`);
    expect(leads?.text).toContain(': late');
    expect(leads?.text).not.toContain('With your lead');
  });

  test('it comes once, however often the clock strikes, and next week again', async () => {
    const { world, send } = await someWorld({ id: 'a', inDigest: true });
    const told = new Set<string>();
    await send(told);
    await send(told);
    world.later(3_600);
    await send();
    expect(world.mails).toHaveLength(1);
    world.later(7 * 86_400);
    await send(told);
    expect(world.mails).toHaveLength(2);
  });

  test('nobody gets an empty one, or one on another day', async () => {
    const { world, send } = await someWorld({ id: 'pressing' });
    await send();
    const { world: other, send: sendOther } = await someWorld({ id: 'a', inDigest: true });
    other.later(-60);
    await sendOther();
    other.later(86_400);
    await sendOther();
    expect([...world.mails, ...other.mails]).toEqual([]);
  });

  test('what comes up later that day waits for the next Monday, and claims nothing', async () => {
    const { account, world, send } = await someWorld({ id: 'overdue', breachedAt: '2026-03-16T08:30:00.000Z' });
    const claims: string[] = [];
    const { claim } = world.ports.claims;
    world.ports.claims.claim = (asked, options) => {
      claims.push(asked.kind);
      return claim(asked, options);
    };
    await send();
    await world.given([
      {
        kind: 'task',
        task: aTask({
          account,
          reason: 'new',
          id: 'new',
          owner: world.team[0]?.id ?? '',
          inDigest: true,
          openedAt: '2026-03-16T08:00:01.000Z',
        }),
      },
    ]);
    world.later(3_600);
    await send();
    expect([world.mails, claims]).toEqual([[], []]);
    world.later(7 * 86_400);
    await send();
    expect(world.mails).toHaveLength(1);
    expect(world.mails[0]?.subject).toContain('2 tasks');
  });

  test('the switches of everything and of transactional mail hold it until they are off, and no other one does', async () => {
    const off = {
      everything: false,
      classes: new Set<MessageClass>(),
      journeys: new Set<string>(),
      closed: new Set<string>(),
    };
    const { world, send } = await someWorld({ id: 'a', inDigest: true });
    const told = new Set<string>();
    for (const held of [
      { ...off, everything: true },
      { ...off, classes: new Set(['transactional' as const]) },
    ]) {
      world.ports.switches.read = async () => held;
      expect(await send(told)).toEqual({ sent: 0 });
    }
    world.later(3_600);
    world.ports.switches.read = async () => off;
    expect(await send(told)).toEqual({ sent: 1 });
    for (const passing of [
      'unknown' as const,
      { ...off, classes: new Set(['lifecycle', 'marketing'] as const), journeys: new Set(['onboarding']) },
    ]) {
      const { world: other, send: sendOther } = await someWorld({ id: 'a', inDigest: true });
      other.ports.switches.read = async () => passing;
      expect(await sendOther()).toEqual({ sent: 1 });
    }
  });

  test('it is tried again when the mail service asks to slow down, and not when it refuses', async () => {
    const { world, send } = await someWorld({ id: 'a', inDigest: true });
    world.onMail = () => {
      throw new MailThrottled('slow');
    };
    await send();
    world.onMail = () => {};
    expect(await send()).toEqual({ sent: 1 });
    const { world: refusing, send: sendRefused } = await someWorld({ id: 'a', inDigest: true });
    refusing.onMail = () => {
      throw new MailRejected('no');
    };
    await sendRefused();
    refusing.onMail = () => {};
    expect(await sendRefused()).toEqual({ sent: 0 });
  });

  test('one of unknown fate is sent once more, a while later, and no third time', async () => {
    const { world, send } = await someWorld({ id: 'a', inDigest: true });
    let tries = 0;
    world.onMail = () => {
      tries++;
      throw new MailAmbiguous('no answer');
    };
    await send();
    await send();
    expect(tries).toBe(1);
    for (let hour = 0; hour < 4; hour++) {
      world.later(3_600);
      await send();
    }
    expect(tries).toBe(2);
  });

  test('one whose claim another process holds is looked at again, until it is known what became of it', async () => {
    const { world, send } = await someWorld({ id: 'a', inDigest: true });
    const told = new Set<string>();
    // It claims, and dies before the mail leaves.
    world.onMail = () => Promise.reject(new MailAmbiguous('no answer'));
    await send();
    world.onMail = () => {};
    world.later(60);
    expect(await send(told)).toEqual({ sent: 0 });
    world.later(3_600);
    expect(await send(told)).toEqual({ sent: 1 });
  });

  test('the mail service’s events make good an answer that was lost', async () => {
    for (const [eventType, mails] of [
      ['Send', 1],
      ['Bounce', 1],
      ['Reject', 1],
      ['none', 2],
    ] as const) {
      const { world, send } = await someWorld({ id: 'a', inDigest: true });
      world.onMail = mail => {
        world.mails.push(mail);
        throw new MailAmbiguous('no answer');
      };
      await send();
      world.onMail = () => {};
      const tags = Object.fromEntries(
        Object.entries(world.mails[0]?.tags ?? {}).map(([name, value]) => [name, [value]]),
      );
      if (eventType !== 'none') await recordFeedback({ eventType, mail: { messageId: 'm1', tags } }, world.ports);
      world.later(3_600);
      await send();
      expect(world.mails).toHaveLength(mails);
    }
  });

  test('a death of the process at any moment loses none, and doubles none that the mail service tells of', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let at = 1; at <= 12; at++) {
        const { world, send } = await someWorld({ id: 'a', inDigest: true });
        await sendDigests(crashingPorts(world.ports, { at, when }), new Set()).catch(() => undefined);
        for (const { tags } of world.mails) {
          const listed = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
          await recordFeedback({ eventType: 'Delivery', mail: { messageId: 'm1', tags: listed } }, world.ports);
        }
        const told = new Set<string>();
        for (let hour = 0; hour < 3; hour++) {
          await send(told);
          world.later(3_600);
        }
        expect(world.mails).toHaveLength(1);
      }
    }
  });

  test('a death of the process at any moment loses none, and makes it two only where its fate is unknown', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let at = 1; at <= 12; at++) {
        const { world, send } = await someWorld({ id: 'a', inDigest: true });
        const doomed = crashingPorts(world.ports, { at, when });
        await sendDigests(doomed, new Set()).catch(() => undefined);
        const before = world.mails.length;
        await send();
        expect(world.mails.length).toBeLessThanOrEqual(1);
        world.later(3_600);
        await send();
        world.later(3_600);
        await send();
        expect(world.mails.length).toBeGreaterThanOrEqual(1);
        expect(world.mails.length).toBeLessThanOrEqual(before === 1 ? 2 : 1);
      }
    }
  });
});

test('a CSM whose digest fails takes none of the others', async () => {
  const { account, world } = await someWorld({ id: 'first', inDigest: true });
  const [maya] = world.team;
  const tom = `tom-${count}`;
  world.team.push({ id: tom, email: 'tom@example.com', name: 'Tom' });
  const task = aTask({ account, id: 'second', reason: 'second', owner: tom, inDigest: true });
  await world.given([{ kind: 'task', task }]);
  const { tasks } = world.ports;
  const ofOwner: typeof tasks.ofOwner = async (owner, ...asked) => {
    if (owner === maya?.id) throw new Error('The table is busy.');
    return tasks.ofOwner(owner, ...asked);
  };

  await expect(sendDigests({ ...world.ports, tasks: { ...tasks, ofOwner } }, new Set())).rejects.toThrow('busy');
  expect(world.mails.map(({ to }) => to)).toEqual(['tom@example.com']);
  await sendDigests(world.ports, new Set());
  expect(world.mails.map(({ to }) => to)).toEqual(['tom@example.com', 'maya@example.com']);
});
