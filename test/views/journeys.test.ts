import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildProject } from '../../engine/build/build-project.ts';
import type { CountedEnrollment } from '../../engine/counts/counted.ts';
import type { ListedAccount } from '../../engine/counts/listed-account.ts';
import { paceOf } from '../../engine/counts/overview.ts';
import { sumsByDay } from '../../engine/counts/sums-by-day.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import { memoryBuild } from '../../engine/memory/build.ts';
import { answerView } from '../../engine/views/answer-view.ts';
import { journey } from '../../engine/views/journey.ts';
import { journeyAccounts } from '../../engine/views/journey-accounts.ts';
import { journeys } from '../../engine/views/journeys.ts';
import type { View, ViewPorts } from '../../engine/views/view.ts';

const viewer = { email: 'ada@example.com', roles: ['marketer'], team: [] } as const;
const project = buildProject({ journeys: 'journeys', templates: 'templates' });

/** The views over these enrollments of onboarding, two to a page. */
const world = async (
  all: readonly CountedEnrollment[],
  switches: Record<string, unknown> = {},
  former?: JourneyDefinition,
) => {
  const ports = {
    build: memoryBuild(await project),
    clock: { now: () => '2026-12-01T09:00:00.000Z' },
    accountList: {
      find: async (account: string) =>
        ({ account, name: `${account} Inc.`, arr: 9_000, currency: 'EUR' }) as ListedAccount,
    },
    journeyCounts: {
      sums: async (id: string, { from = '', to = '~' } = {}) =>
        sumsByDay(all.filter(each => each.journey === id && each.day >= from && each.day <= to)),
      counted: async (id: string, { after = '0' } = {}) => {
        const own = all.filter(each => each.journey === id);
        const to = Number(after) + 2;
        return { found: own.slice(Number(after), to), ...(to < own.length && { next: String(to) }) };
      },
    },
    versions: { definition: async () => former },
    switches: {
      read: async () => ({
        everything: false,
        classes: new Set(),
        journeys: new Set(),
        closed: new Set(),
        ...switches,
      }),
    },
  } as unknown as ViewPorts;
  return <Answer>(view: unknown, parameters: Record<string, string> = {}) =>
    answerView(view as View, parameters, viewer, ports) as Promise<Answer>;
};

const counted = (more: Partial<CountedEnrollment>): CountedEnrollment => ({
  account: 'acme',
  enrollment: 'e1',
  journey: 'onboarding',
  version: 'v1',
  day: '2026-11-01',
  startedAt: '2026-11-01T09:00:00.000Z',
  status: 'active',
  entered: { welcome: 1 },
  at: 'welcome',
  ...more,
});

/** As it walks through two steps. */
const someCounted = fc
  .record({
    status: fc.constantFrom('active', 'completed', 'exited', 'failed'),
    isHeldOut: fc.boolean(),
    isFurther: fc.boolean(),
    day: fc.constantFrom('2026-11-01', '2026-11-05'),
    version: fc.constantFrom('v1', 'v2'),
    reached: fc.option(fc.boolean(), { nil: undefined }),
  })
  .map(({ status, isHeldOut, isFurther, reached, ...more }) =>
    counted({
      ...more,
      status,
      ...(reached !== undefined && { reached }),
      ...(status === 'exited' && { reason: 'deleted' }),
      ...(status === 'failed' && { reason: 'failed' }),
      ...(isHeldOut && { heldOut: true }),
      entered: isHeldOut ? {} : { welcome: 1, ...(isFurther && { 'first-project': 1 }) },
      at: isHeldOut || status === 'completed' ? undefined : isFurther ? 'first-project' : 'welcome',
    } as Partial<CountedEnrollment>),
  );

interface Totals {
  enrolled: number;
  running: number;
  completed: number;
  exited: number;
  failed: number;
  heldOut: number;
}
interface Journey {
  totals: Totals;
  versions: (Totals & { version: string })[];
  steps: { id: string; entered: number; here: number; wentOn: number; left: { reason: string; accounts: number }[] }[];
}

describe('a journey alive', () => {
  it('shows numbers that add up, and behind each number just as many accounts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someCounted, { maxLength: 12 }), async shapes => {
        const ask = await world(shapes.map((each, n) => ({ ...each, account: `a${n}`, enrollment: `e${n}` })));
        const shown = await ask<Journey>(journey, { id: 'onboarding' });
        expect(journey.answer.parse(shown)).toEqual(shown);
        const behind = async (parameters: Record<string, string>) => {
          const ids: string[] = [];
          for (let after: string | undefined = ''; after !== undefined; ) {
            const page: { accounts: { id: string }[]; next?: string } = await ask(journeyAccounts, {
              id: 'onboarding',
              ...parameters,
              ...(after && { after }),
            });
            ids.push(...page.accounts.map(({ id }) => id));
            after = page.next;
          }
          return new Set(ids).size;
        };
        const { enrolled, ...rest } = shown.totals;
        const parts = ['running', 'completed', 'exited', 'failed', 'heldOut'] as const;
        expect(parts.reduce((sum, part) => sum + rest[part], 0)).toBe(enrolled);
        expect(enrolled).toBe(shapes.length);
        for (const part of parts) expect(await behind({ of: part })).toBe(rest[part]);
        for (const { id: step, entered, here, wentOn, left } of shown.steps) {
          expect(left.reduce((sum, { accounts }) => sum + accounts, here + wentOn)).toBe(entered);
          expect(await behind({ of: 'here', step })).toBe(here);
          expect(await behind({ of: 'wentOn', step })).toBe(wentOn);
          for (const { reason, accounts } of left) expect(await behind({ of: 'left', step, reason })).toBe(accounts);
        }
        const v1 = shapes.filter(({ version }) => version === 'v1').length;
        expect(shown.versions.find(({ version }) => version === 'v1')?.enrolled ?? 0).toBe(v1);
        expect((await ask<Journey>(journey, { id: 'onboarding', version: 'v1' })).totals.enrolled).toBe(v1);
      }),
      { numRuns: 8 },
    );
  });

  it('names accounts and money, and what readers see of a mail', async () => {
    const ask = await world([counted({})]);
    expect(await ask(journeyAccounts, { id: 'onboarding', of: 'here', step: 'welcome' })).toMatchObject({
      accounts: [{ id: 'acme', name: 'acme Inc.', arr: 9_000, currency: 'EUR', status: 'active', at: 'welcome' }],
    });
    const { steps } = await ask<{ steps: unknown[] }>(journey, { id: 'onboarding' });
    expect(steps[0]).toMatchObject({ id: 'welcome', kind: 'email', subject: expect.stringContaining('Welcome') });
  });

  it('tells in the list what is paused and what drains, and that a goal of few is uncertain', async () => {
    const over = { status: 'completed', at: undefined } as unknown as Partial<CountedEnrollment>;
    const ask = await world([counted({ ...over, reached: true }), counted({ ...over, reached: false })], {
      journeys: new Set(['onboarding']),
      closed: new Set(['renewal']),
    });
    const list = await ask<{ journeys: { id: string; state: string }[] }>(journeys);
    const of = (id: string) => list.journeys.find(each => each.id === id);
    expect(of('renewal')).toMatchObject({ state: 'draining', enrolled: 0 });
    expect(of('onboarding')).toMatchObject({
      state: 'paused',
      completed: 2,
      last: '2026-11-01',
      goal: { reached: 1, measured: 2, rate: 50, low: expect.closeTo(9.45, 1), high: expect.closeTo(90.55, 1) },
      inFlight: [],
    });
  });

  it('is quiet when nobody came for more than twice the usual gap', () => {
    const sums = ['2026-11-01', '2026-11-03', '2026-11-05', '2026-11-07'].map(day => ({
      ...{ journey: 'onboarding', version: 'v1', day },
      sums: { enrolled: 1 },
    }));
    expect(paceOf(sums, '2026-11-11')).toEqual({ last: '2026-11-07', usualGapDays: 2, isQuiet: false });
    expect(paceOf(sums, '2026-11-12').isQuiet).toBe(true);
    expect(paceOf(sums.slice(0, 3), '2027-11-12')).toEqual({ last: '2026-11-05', isQuiet: false });
    expect(paceOf([], '2026-11-12')).toEqual({ isQuiet: false });
  });

  it('tells in words what the live version changed, though nobody has entered it', async () => {
    const live = (await project).journeys.find(({ definition }) => definition.id === 'onboarding')?.definition;
    if (!live) throw new Error('There is no onboarding.');
    const former = { ...live, hash: 'v1', title: 'First weeks', steps: live.steps.slice(1) };
    const ask = await world([counted({ entered: {}, at: undefined })], {}, former);
    const { versions } = await ask<{ versions: { version: string }[] }>(journey, { id: 'onboarding' });
    expect(versions).toMatchObject([
      {
        ...{ version: live.hash, isLive: true, enrolled: 0, before: 'v1' },
        changes: [{ text: 'title "First weeks" → "Onboarding"' }, { step: 'welcome', text: 'added (email)' }],
      },
      { version: 'v1', isLive: false, enrolled: 1, lastDay: '2026-11-01' },
    ]);
    const same = await world([counted({})], {}, { ...live, hash: 'v1' });
    expect(await same(journey, { id: 'onboarding' })).toMatchObject({
      versions: [{ changes: [{ text: 'what its mails or prompts say' }] }, {}],
    });
  });

  it('is not there under another name', async () => {
    const ask = await world([]);
    await expect(ask(journey, { id: 'onbording' })).rejects.toMatchObject({ status: 404 });
    await expect(ask(journeyAccounts, { id: 'onboarding', of: 'everything' })).rejects.toMatchObject({ field: 'of' });
  });
});
