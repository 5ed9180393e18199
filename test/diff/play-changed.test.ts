import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { CompileError } from '../../engine/asl/compile-error.ts';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import type { Project } from '../../engine/build/build-project.ts';
import { narrowProject } from '../../engine/build/narrow-project.ts';
import { concernedBy, playConcerned } from '../../engine/cli/diff/play-changed.ts';
import { playOn } from '../../engine/cli/diff/play-side.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { Policy } from '../../engine/definition/policy.ts';
import type { Step } from '../../engine/definition/step.ts';
import { describeDiff } from '../../engine/diff/describe-diff.ts';
import { comparePlays } from '../../engine/diff/effect/compare-plays.ts';
import type { PlayedSide } from '../../engine/diff/effect/played-side.ts';
import { projectChanges } from '../../engine/diff/words/project-changes.ts';
import { contentHash } from '../../engine/journey/content-hash.ts';
import { accountsTogether, splitAccounts } from '../../engine/playback/crossings/accounts-together.ts';
import { type RecordedEvents, recognizeEvents } from '../../engine/playback/read-events.ts';
import { accountOf } from '../../engine/playback/said-zones.ts';
import { sampleDefaults, sampleYear } from '../../engine/sample/sample-year.ts';
import { shippedProject, textOf } from '../support/play-case.ts';
import { account, track } from '../support/recorded-events.ts';

const end = '2025-05-15T00:00:00.000Z';

let shipped: Project;
let recorded: RecordedEvents;
let before: PlayedSide;
beforeAll(async () => {
  shipped = await shippedProject();
  const lines = sampleYear({ ...sampleDefaults, accounts: 12 })
    .trim()
    .split('\n');
  const year = recognizeEvents(lines, 'sample');
  recorded = { ...year, events: year.events.filter(({ at }) => at < end) };
  before = await playOn(shipped, recorded, { until: end, seed: 1 });
});

/** The project with another version of a journey, without the fields that are undefined; undefined if it does not compile. */
const withJourney = (
  id: string,
  change: (journey: JourneyDefinition) => object,
  project = shipped,
): Project | undefined => {
  try {
    const journeys = project.journeys.map(each => {
      if (each.definition.id !== id) return each;
      const { hash: _, ...said } = { ...each.definition, ...change(each.definition) };
      const rest = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as typeof said;
      const definition: JourneyDefinition = { ...rest, hash: contentHash(rest) };
      return { ...each, definition, machine: compileJourney(definition, shipped.templates) };
    });
    return { ...project, journeys };
  } catch (error) {
    if (error instanceof CompileError) return undefined;
    throw error;
  }
};

const withPolicy = (policy: Partial<Policy>): Project => ({
  ...shipped,
  journeys: shipped.journeys.map(each => {
    const { hash: _, ...said } = { ...each.definition, policy: { ...each.definition.policy, ...policy } };
    const definition: JourneyDefinition = { ...said, hash: contentHash(said) };
    return { ...each, definition, machine: compileJourney(definition, shipped.templates) };
  }),
});

const admitFewer = ({ enroll }: JourneyDefinition) => ({
  enroll: enroll.kind === 'campaign' ? { ...enroll, perHour: 2 } : enroll,
});

const isNotSolo = {
  kind: 'not',
  of: { kind: 'attribute', name: 'plan', comparison: 'is', value: 'solo' },
} as const;

type Edit = (steps: readonly Step[], place: number, amount: number) => readonly Step[];

/** What somebody may do to the steps of a journey. */
const edits: Readonly<Record<string, Edit>> = {
  leaveOut: (steps, place) => steps.filter((_, index) => index !== place % steps.length),
  swap: (steps, place) => {
    const [at, next] = [place % steps.length, (place + 1) % steps.length];
    return steps.map((step, index) => steps[index === at ? next : index === next ? at : index] ?? step);
  },
  moveDays: (steps, place, amount) => {
    const text = JSON.stringify(steps);
    const days = [...text.matchAll(/"(day|amount)":(\d+)/g)];
    const chosen = days[place % Math.max(1, days.length)];
    if (chosen === undefined) return steps;
    const [written, name, number] = chosen;
    const moved = `"${name}":${Number(number) + amount}`;
    return JSON.parse(text.slice(0, chosen.index) + moved + text.slice(chosen.index + written.length));
  },
  guard: (steps, place, amount) => {
    const guards = shipped.journeys.flatMap(({ definition }) =>
      definition.steps.flatMap(({ when, unless }) => when ?? unless ?? []),
    );
    const guard = guards[amount % guards.length];
    return steps.map((step, index) => (index === place % steps.length && guard ? { ...step, unless: guard } : step));
  },
  sayOtherwise: (steps, place) => {
    const mails = shipped.journeys.flatMap(({ definition }) =>
      definition.steps.flatMap(step => (step.kind === 'email' ? [step.template] : [])),
    );
    const template = mails[place % mails.length];
    return steps.map(step => (step.kind === 'email' && template ? { ...step, template } : step));
  },
};

/** Rules of a journey that may be another's, or be left out. */
const rules = ['audience', 'reenroll', 'exit', 'goal', 'holdout', 'priority', 'holds', 'excludes'] as const;

const told = (side: PlayedSide, now: Project): string => {
  const changes = projectChanges(shipped, now);
  const played = comparePlays({ project: shipped, side: before }, { project: now, side }, changes, {
    events: ['year'],
  });
  return describeDiff({ base: 'main', changes, played }, 'json', []);
};

/** Plays are in one, two and three parts by turns. */
let turn = 0;

const asWhole = async (now: Project): Promise<'alone' | string> => {
  const concerned = concernedBy({ project: shipped, side: before }, now, recorded);
  if ('whole' in concerned) return concerned.whole;
  const alone = (accounts: ReadonlySet<string>, all = before) =>
    playOn(now, recorded, { until: end, seed: 1 }, { some: { accounts, before: all } });
  const together = (accounts: ReadonlySet<string>) => accountsTogether(recorded.events, accounts);
  const parts = splitAccounts(recorded.events, concerned.accounts, 1 + (turn++ % 3));
  const again = await playConcerned(before, parts, { here: alone, there: alone, together });
  if ('whole' in again) return again.whole;
  const whole = await playOn(now, recorded, { until: end, seed: 1 });
  expect(again.side).toEqual(whole);
  expect(told(again.side, now)).toBe(told(whole, now));
  return 'alone';
};

describe('accounts that a change concerns, played alone', () => {
  it('come to what a play of all comes to, to the byte, whatever changes in the steps of a journey', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...shipped.journeys.map(({ definition }) => definition.id)),
        fc.constantFrom(...Object.values(edits)),
        fc.nat(50),
        fc.integer({ min: 1, max: 20 }),
        async (id, edit, place, amount) => {
          const now = withJourney(id, ({ steps }) => ({ steps: edit(steps, place, amount) }));
          fc.pre(now !== undefined);
          if (now) await asWhole(now);
        },
      ),
      { numRuns: Number(process.env.PLAYS_CHANGED ?? 6), endOnFailure: true },
    );
  });

  it('come to that too where a journey takes a rule of another on who enters and who leaves', async () => {
    const ids = shipped.journeys.map(({ definition }) => definition.id);
    let alone = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ids),
        fc.constantFrom(...ids),
        fc.constantFrom(...rules),
        async (id, other, rule) => {
          const value = shipped.journeys.find(({ definition }) => definition.id === other)?.definition[rule];
          const now = withJourney(id, () => ({ [rule]: value }));
          fc.pre(now !== undefined);
          if (now && (await asWhole(now)) === 'alone') alone += 1;
        },
      ),
      { numRuns: Number(process.env.PLAYS_CHANGED ?? 6), endOnFailure: true },
    );
    expect(alone).toBeGreaterThan(0);
  });

  it('are those that were in it or were kept out, where who enters changes', async () => {
    const now = withJourney('renewal', () => ({ audience: undefined })) ?? shipped;
    const keptOut = [...before.crossings.own].flatMap(([account, { asked }]) =>
      asked.has('renewal') ? [account] : [],
    );
    expect(concernedBy({ project: shipped, side: before }, now, recorded)).toEqual({ accounts: new Set(keptOut) });
    expect(keptOut.length).toBeGreaterThan(0);
    expect(keptOut.length).toBeLessThan(before.accounts);
    expect(await asWhole(now)).toBe('alone');
  });

  it('are those that were in the journey', async () => {
    const now =
      withJourney('onboarding', ({ steps }) => ({
        steps: steps.filter(({ id }) => id !== 'first-project'),
      })) ?? shipped;
    const concerned = concernedBy({ project: shipped, side: before }, now, recorded);
    const entered = before.lines.flatMap(({ account, journey }) => (journey === 'onboarding' ? [account] : []));
    expect(concerned).toEqual({ accounts: new Set(entered) });
    expect(new Set(entered).size).toBeLessThan(before.accounts);
    expect(await asWhole(now)).toBe('alone');
  });

  it('come to that too where all are concerned: by another trigger, policy, or list of journeys', async () => {
    const ids = shipped.journeys.map(({ definition }) => definition.id);
    const policies: readonly Partial<Policy>[] = [
      { sendAt: '11:00' },
      { frequencyCaps: [] },
      { holdAtMostDays: 1 },
      { heldByRiskTask: [] },
    ];
    let alone = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ids),
        fc.constantFrom(...ids),
        fc.constantFrom('trigger', 'policy', 'journeys'),
        fc.constantFrom(...policies),
        async (id, other, what, policy) => {
          const enroll = shipped.journeys.find(({ definition }) => definition.id === other)?.definition.enroll;
          const now = {
            trigger: () => withJourney(id, () => ({ enroll })),
            policy: () => withPolicy(policy),
            journeys: () => ({
              ...shipped,
              journeys: shipped.journeys.filter(({ definition }) => definition.id !== id),
            }),
          }[what]();
          fc.pre(now !== undefined);
          if (now && (await asWhole(now)) === 'alone') alone += 1;
        },
      ),
      { numRuns: Number(process.env.PLAYS_CHANGED ?? 4), endOnFailure: true },
    );
    expect(alone).toBeGreaterThan(0);
  });

  it.each<[string, (project: Project) => Project | undefined]>([
    [
      'another trigger enrolls in `win-back`',
      () =>
        withJourney('win-back', () => ({
          enroll: {
            kind: 'event',
            event: 'subscription.canceled',
            where: [{ field: 'reason', comparison: 'is', value: 'price' }],
          },
        })),
    ],
    [
      '`onboarding` has another policy',
      () => withJourney('onboarding', ({ policy }) => ({ policy: { ...policy, sendAt: '11:00' } })),
    ],
    [
      'there are other journeys',
      project => ({ ...project, journeys: project.journeys.filter(({ definition }) => definition.id !== 'win-back') }),
    ],
  ])('are all of them, each by itself, where %s', (because, change) => {
    const now = change(shipped);
    if (!now) throw new Error('It does not compile.');
    const concerned = concernedBy({ project: shipped, side: before }, now, recorded);
    expect(concerned).toEqual({ because, accounts: new Set(recorded.events.flatMap(event => accountOf(event) ?? [])) });
  });

  it.each<[string, (project: Project) => Project | undefined]>([
    [
      'when accounts are looked at depends on what enrolls in `automations-launch`',
      () => withJourney('automations-launch', admitFewer),
    ],
    [
      'when accounts are looked at depends on what enrolls in `silence`',
      project => ({ ...project, journeys: project.journeys.filter(({ definition }) => definition.id !== 'silence') }),
    ],
    ['the catalog changed', project => ({ ...project, catalog: { ...project.catalog, dateAttributes: [] } })],
    ['the team changed', project => ({ ...project, team: [] })],
    ['playbooks changed', project => ({ ...project, playbooks: [] })],
  ])('are all of them where %s', (because, change) => {
    const now = change(shipped);
    if (!now) throw new Error('It does not compile.');
    expect(concernedBy({ project: shipped, side: before }, now, recorded)).toEqual({ whole: because });
  });
});

describe('accounts that are told otherwise of those that a change concerns', () => {
  const ids = ['acme', 'beta', 'gamma', 'delta', 'omega'];
  const until = '2026-04-20T00:00:00.000Z';

  it('are played again, and those that they make a difference for, until there are none', async () => {
    const was = narrowProject(shipped, new Set(['csat-low']));
    const now = withJourney(
      'csat-low',
      ({ audience }) => ({
        audience: { kind: 'all', of: [...(audience ? [audience] : []), isNotSolo] },
      }),
      was,
    );
    if (!now) throw new Error('It does not compile.');
    // All need a CSM from the pool, one after the other, who is the one with the fewest open tasks.
    const events = [
      ...[...ids, 'sigma', 'kappa', 'theta'].map(id =>
        account(id, '2026-03-02T10:00:00.000Z', { plan: id === 'acme' ? 'solo' : 'team', owner: undefined }),
      ),
      ...ids.map((id, hour) =>
        track(id, 'Survey Responded', `2026-03-03T1${4 + hour}:00:00.000Z`, {
          properties: { survey: 'csat', score: 1 },
        }),
      ),
    ].flat();
    const year = recognizeEvents(textOf(events).trim().split('\n'), 'here');
    const base = await playOn(was, year, { until, seed: 1 });
    const rounds: string[][] = [];
    const alone = (accounts: ReadonlySet<string>, all = base) => {
      rounds.push([...accounts].sort());
      return playOn(now, year, { until, seed: 1 }, { some: { accounts, before: all } });
    };
    const again = await playConcerned(base, [new Set(['acme'])], { here: alone, there: alone, together: some => some });
    if ('whole' in again) throw new Error(again.whole);
    expect(again.side).toEqual(await playOn(now, year, { until, seed: 1 }));
    expect(again.side.lines).not.toEqual(base.lines);
    expect(rounds[0]).toEqual(['acme']);
    expect(rounds.length).toBeGreaterThan(1);
    expect(rounds.slice(1).flat()).not.toContain('acme');
  });
});
