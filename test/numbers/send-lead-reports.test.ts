import { beforeAll, describe, expect, test } from 'vitest';
import type { RecurringRevenue } from '../../engine/account/recurring-revenue.ts';
import { readDigestEvent } from '../../engine/feedback/read-digest-event.ts';
import { leadReportDue } from '../../engine/numbers/lead-report.ts';
import { sendLeadReports } from '../../engine/numbers/use-cases/send-lead-reports.ts';
import { MailAmbiguous, MailThrottled } from '../../engine/ports/ports.ts';
import { compileTemplates } from '../../engine/templates/compile-templates.ts';
import { catalog } from '../../journeys/catalog.ts';
import { aJourney } from '../support/journeys.ts';
import { testStore } from '../support/stored.ts';
import { aPolicy } from '../support/touch.ts';
import { touchWorld } from '../support/touch-world.ts';
import { aRow } from './revenue-rows.ts';

let template: Awaited<ReturnType<typeof compileTemplates>>;
beforeAll(async () => {
  template = await compileTemplates('templates', { only: 'lead-report' });
});

/** The first Monday of March, 08:00 in UTC. */
const monday = '2026-03-02T08:00:00.000Z';

let worlds = 0;
const someWorld = async (revenue: readonly RecurringRevenue[], now = monday) => {
  const account = `acme-${++worlds}`;
  const world = touchWorld(testStore(), account);
  const lead = `ruth-${worlds}`;
  world.ports.build.journeys = async () => [aJourney()];
  world.ports.build.catalog = async () => catalog.data;
  world.clock.at = now;
  world.team.push(
    { id: lead, email: 'ruth@example.com', name: 'Ruth Okafor' },
    { id: `maya-${worlds}`, email: 'maya@example.com', lead },
  );
  world.infos.push(...template.infos);
  for (const [hash, locales] of template.compiled) {
    const english = locales.get('en');
    if (english) world.templates.set(hash, english);
  }
  await world.given(revenue.map(row => ({ kind: 'revenue' as const, row })));
  return { account, world, send: (told = new Set<string>()) => sendLeadReports(world.ports, told) };
};

const grown = [aRow('2026-01-05', 90_000), aRow('2026-02-11', 120_000)];

test('a lead reads on the first Monday of a month what the one before did to revenue, once', async () => {
  const { account, world, send } = await someWorld(grown);
  expect([await send(), await send()]).toEqual([{ sent: 1 }, { sent: 0 }]);
  const [mail, ...others] = world.mails;
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    to: 'ruth@example.com',
    subject: 'February 2026: $1,200.00 a month, 33.3 %',
    configurationSet: 'test-transactional',
  });
  expect(mail?.text).toContain('Good morning, Ruth');
  expect(mail?.text).toContain('went from $900.00 to $1,200.00');
  expect(mail?.text).toMatch(/expansion\s+\$300\.00, one account/);
  expect(mail?.text).toContain('start $900.00, contraction $0.00, churn $0.00');
  expect(mail?.text).toContain(account);
});

test('the mail service tells by its tags how it ended, and of no digest of the same Monday', async () => {
  const { world, send } = await someWorld(grown);
  await send();
  const tags = Object.fromEntries(Object.entries(world.mails[0]?.tags ?? {}).map(([name, value]) => [name, [value]]));
  const event = readDigestEvent({ eventType: 'Delivery', mail: { tags } });
  expect(event).toEqual({ csm: `${world.team[0]?.id}#report`, monday: '2026-03-02', state: 'sent' });
});

describe('nothing is sent', () => {
  test.each([
    ['before 08:00', '2026-03-02T07:59:59.000Z'],
    ['on the second Monday', '2026-03-09T08:00:00.000Z'],
    ['on another day', '2026-03-03T08:00:00.000Z'],
  ])('%s', async (_, now) => {
    const { send, world } = await someWorld(grown, now);
    expect(await send()).toEqual({ sent: 0 });
    expect(world.mails).toEqual([]);
  });

  test('where nothing brings money, and nothing is read again that day', async () => {
    const { send, world } = await someWorld([aRow('2026-01-05', 900, { status: 'trialing' })]);
    const told = new Set<string>();
    expect([await send(told), told.size]).toEqual([{ sent: 0 }, 1]);
    expect(world.mails).toEqual([]);
  });

  test('where there is no template, and no revenue is read', async () => {
    const { send, world } = await someWorld(grown);
    world.infos.length = 0;
    world.ports.revenue.all = () => {
      throw new Error('It was read.');
    };
    expect(await send()).toEqual({ sent: 0 });
  });

  test('while a switch holds transactional mail; it goes when that is lifted', async () => {
    const { send, world } = await someWorld(grown);
    const { read } = world.ports.switches;
    const held = {
      everything: false,
      classes: new Set(['transactional'] as const),
      journeys: new Set<string>(),
      closed: new Set<string>(),
    };
    world.ports.switches.read = async () => held;
    expect(await send()).toEqual({ sent: 0 });
    world.ports.switches.read = read;
    expect(await send()).toEqual({ sent: 1 });
  });
});

test('a mail that was throttled goes an hour later, and one without an answer is not sent blindly', async () => {
  const throttled = await someWorld(grown);
  throttled.world.onMail = () => {
    throw new MailThrottled('slow');
  };
  expect(await throttled.send()).toEqual({ sent: 0 });
  throttled.world.onMail = () => {};
  expect(await throttled.send()).toEqual({ sent: 1 });

  const lost = await someWorld(grown);
  lost.world.onMail = () => {
    throw new MailAmbiguous('lost');
  };
  expect(await lost.send()).toEqual({ sent: 0 });
  lost.world.onMail = () => {};
  expect(await lost.send()).toEqual({ sent: 0 });
});

test('what fails before the mail leaves costs nobody the mail, though the policy sends nothing twice', async () => {
  const { world } = await someWorld(grown);
  const ambiguous = { transactional: 'skip', lifecycle: 'skip', marketing: 'skip' } as const;
  world.ports.build.journeys = async () => [aJourney({ policy: aPolicy({ ambiguous }) })];
  const { revenue } = world.ports;
  const all = () => {
    throw new Error('The table is busy.');
  };

  await expect(sendLeadReports({ ...world.ports, revenue: { ...revenue, all } }, new Set())).rejects.toThrow('busy');
  expect(await sendLeadReports({ ...world.ports, revenue }, new Set())).toEqual({ sent: 1 });
});

test('a lead whose report fails takes none of the others', async () => {
  const { world } = await someWorld(grown);
  const [ruth, maya] = world.team;
  world.team.push({ id: `late-${worlds}`, email: 'late@example.com', lead: String(maya?.id) });
  const { claims } = world.ports;
  const claim: typeof claims.claim = async (of, options) => {
    if (of.kind === 'digest' && of.csm.startsWith(String(ruth?.id))) throw new Error('The table is busy.');
    return claims.claim(of, options);
  };

  await expect(sendLeadReports({ ...world.ports, claims: { ...claims, claim } }, new Set())).rejects.toThrow('busy');

  expect(world.mails.map(({ to }) => to)).toEqual(['maya@example.com']);
});

test('the day is the first Monday where the lead is, for the month before it', () => {
  const at = (now: string, timezone: string) => leadReportDue(new Date(now).toISOString(), { timezone });
  expect(at('2026-06-01T07:00:00Z', 'Europe/Berlin')).toEqual({ monday: '2026-06-01', month: '2026-05' });
  expect(at('2026-06-01T07:00:00Z', 'America/New_York')).toBeUndefined();
  expect(at('2026-06-07T22:00:00Z', 'Pacific/Auckland')).toBeUndefined();
  expect(at('2026-09-06T22:00:00Z', 'Pacific/Auckland')).toEqual({ monday: '2026-09-07', month: '2026-08' });
  expect(at('2026-01-05T08:00:00Z', 'UTC')).toEqual({ monday: '2026-01-05', month: '2025-12' });
});
