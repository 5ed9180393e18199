import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { buildProject, type Project } from '../../engine/build/build-project.ts';
import { narrowProject } from '../../engine/build/narrow-project.ts';
import { playSide } from '../../engine/cli/diff/play-side.ts';
import type { CompiledTemplate } from '../../engine/definition/compiled-template.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { Step } from '../../engine/definition/step.ts';
import { describeDiff } from '../../engine/diff/describe-diff.ts';
import { type DiffReport, diffSchema } from '../../engine/diff/diff-report.ts';
import { comparePlays } from '../../engine/diff/effect/compare-plays.ts';
import { describeEffects } from '../../engine/diff/effect/describe-effects.ts';
import type { Limit } from '../../engine/diff/effect/limits.ts';
import type { PlayedSide } from '../../engine/diff/effect/played-side.ts';
import { markedDrawing } from '../../engine/diff/picture/marked-drawing.ts';
import { projectChanges } from '../../engine/diff/words/project-changes.ts';
import { contentHash } from '../../engine/journey/content-hash.ts';
import { mermaidOf } from '../../engine/journey/graph/mermaid.ts';
import { day, email, usedProjects } from '../journey/plain-journey.ts';
import { textOf } from '../support/play-case.ts';
import { signup, track } from '../support/recorded-events.ts';

const shipped = await buildProject({ journeys: 'journeys', templates: 'templates' });
const base = narrowProject(shipped, new Set(['onboarding']));

const march = '2026-03-02T10:00:00Z';
/** Three accounts: `busy` makes a project on the sixth day, `quick` at once, `idle` never; all of them are in flight on the tenth. */
const events = [
  ...signup('busy', march),
  ...signup('quick', march),
  ...signup('idle', march, { touchModel: 'digital' }),
  track('quick', 'Project Created', '2026-03-03T10:00:00Z'),
  track('busy', 'Project Created', '2026-03-08T10:00:00Z'),
];

/** The project with one journey changed, as its files would come to. */
const withJourney = (change: (journey: JourneyDefinition) => JourneyDefinition, project: Project = base): Project => ({
  ...project,
  journeys: project.journeys.map(each => {
    const { hash: _, ...definition } = change(each.definition);
    const changed = { ...definition, hash: contentHash(definition) };
    return { ...each, definition: changed, machine: compileJourney(changed, project.templates) };
  }),
});

const withSteps = (change: (step: Step) => readonly Step[]) =>
  withJourney(journey => ({ ...journey, steps: journey.steps.flatMap(change) }));

const stepCalled = (id: string, change: (step: Step) => readonly Step[]) =>
  withSteps(step => (step.id === id ? change(step) : [step]));

let folder = '';
let before: PlayedSide;
const what = () => ({ files: [join(folder, 'events.jsonl')], until: '2026-03-12T10:00:00.000Z', seed: 1 });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daymark-diff-'));
  await writeFile(join(folder, 'events.jsonl'), textOf(events));
  before = await playSide(base, what());
});
afterAll(() => rm(folder, { recursive: true }));

const diffTo = async (now: Project, limits: readonly Limit[] = []): Promise<DiffReport> => {
  const changes = projectChanges(base, now);
  const side = await playSide(now, what());
  const compared = { events: ['events.jsonl'], limits };
  const played = comparePlays({ project: base, side: before }, { project: now, side }, changes, compared);
  return diffSchema.parse({ base: 'main', changes, played });
};

/** Its sections, by title. */
const told = async (now: Project): Promise<Record<string, string[]>> =>
  Object.fromEntries(
    describeDiff(await diffTo(now), 'markdown')
      .split('### ')
      .slice(1)
      .map(text => text.trim().split('\n'))
      .map(([title = '', , ...lines]) => [title, lines.map(line => line.slice(2))]),
  );

const done = 'What it would have done: 3 accounts of events.jsonl, 2026-03-02 to 2026-03-12';
const flight = 'Accounts in these journeys at the end, which keep the old version until they are through';

describe('what a change would have done', () => {
  it('when a day moves: who gets the mail earlier, who gets it after all, and that those in flight could move', async () => {
    const report = await told(stepCalled('first-project', step => [{ ...step, at: day(5) }]));
    expect(report).toMatchObject({
      'What changed, against main': ['`onboarding`: `first-project` day 7 → day 5'],
      [done]: [
        '`onboarding`: 1 account gets `first-project` that did not before: in the old version the key feature "projects" has been used since enrollment (busy)',
        '`onboarding`: 1 account gets `first-project` 2 days earlier (idle)',
      ],
      [flight]: [
        '`onboarding`: 3 enrollments wait for `power-user-webinar`; all of them can get the new one: `npx daymark migrate onboarding`',
      ],
    });
    expect(report['What it adds up to']).toContain(
      'mails per contact and month 4.06 → 5.07 (+25.0 %): 4 → 5 mails in all',
    );
  });

  it('when an audience is narrowed: who does not enter any more, and what they go without', async () => {
    const lowOnly = (journey: JourneyDefinition): JourneyDefinition =>
      JSON.parse(JSON.stringify(journey).replace('["low","digital"]', '["low"]'));
    expect(await told(withJourney(lowOnly))).toMatchObject({
      'What changed, against main': ['`onboarding`: audience no longer includes touch model digital'],
      [done]: ['`onboarding`: 1 account no longer enters, and goes without 2 mails and 1 prompt (idle)'],
    });
  });

  it('when a branch is added: who goes which way, and why those in flight stay', async () => {
    const branch: Step = {
      kind: 'branch',
      id: 'started',
      at: day(8),
      cases: [{ name: 'yes', condition: usedProjects, steps: [email('more', { template: 'check-in' })] }],
      otherwise: [email('offer', { template: 'welcome' })],
    };
    const report = await told(stepCalled('power-user-webinar', step => [branch, step]));
    expect(report[done]).toEqual([
      '`onboarding`: 2 accounts get `more` that did not before (busy, quick)',
      '`onboarding`: 1 account gets `offer` that did not before (idle)',
    ]);
    expect(report[flight]).toEqual([
      '`onboarding`: 3 enrollments wait for `power-user-webinar`; none can get the new one (the new version has "started" to do before it)',
    ]);
  });

  it('when a template is edited: whose mails say something else', async () => {
    const [old] = base.templates.filter(({ id }) => id === 'welcome');
    const texts = base.compiled.get(old?.hash ?? '') ?? new Map<string, CompiledTemplate>();
    const edited = new Map([...texts].map(([locale, text]) => [locale, { ...text, subject: 'Hello there' }]));
    const project: Project = {
      ...base,
      templates: base.templates.map(info => (info === old ? { ...info, hash: 'edited' } : info)),
      compiled: new Map<string, ReadonlyMap<string, CompiledTemplate>>([...base.compiled, ['edited', edited]]),
    };
    const report = await told(withJourney(journey => journey, project));
    expect(report[done]).toEqual([
      '`onboarding`: 3 accounts get `welcome` with its new text or look (busy, idle, quick)',
    ]);
  });

  it('when a cap is lowered: who gets what later, and why; and a limit that it breaks', async () => {
    const one = { classes: ['lifecycle'], atMost: 1, withinDays: 7, onCapped: 'hold' } as const;
    const capped = withJourney(journey => ({ ...journey, policy: { ...journey.policy, frequencyCaps: [one] } }));
    const report = await diffTo(capped, [{ name: 'capped', text: '+0', by: 0, isShare: false }]);
    expect(report.played?.effects).toEqual([
      {
        what: 'later',
        journey: 'onboarding',
        step: 'first-project',
        by: '1 hour',
        seconds: 3_600,
        because: 'the contact had enough messages lately',
        accounts: ['idle'],
      },
    ]);
    expect(report.played?.broken).toEqual([{ name: 'capped', limit: '+0' }]);
  });

  it('is drawn: added, removed, moved and changed', () => {
    const now = withSteps(step => {
      if (step.id === 'welcome') return [step, email('hello', { template: 'welcome' })];
      if (step.id === 'first-project') return [{ ...step, at: day(5) }];
      return step.id === 'power-user-webinar' ? [] : [step];
    });
    const [old, next] = [base, now].map(({ journeys }) => journeys[0]?.definition);
    if (!old || !next) throw new Error('No journey.');
    const drawing = markedDrawing(old, next, projectChanges(base, now));
    expect(drawing.boxes.flatMap(({ id, mark }) => (mark ? [`${id} ${mark}`] : []))).toEqual([
      'hello added',
      'first-project changed',
      'power-user-webinar removed',
    ]);
    expect(drawing.boxes.find(({ id }) => id === 'first-project')?.notes.at(-1)).toBe('day 7 → day 5');
    expect(drawing.arrows.filter(({ isGone }) => isGone).map(({ from, to }) => `${from} ${to}`)).toEqual([
      'first-project power-user-webinar',
      'power-user-webinar usage-milestone',
    ]);
    expect(mermaidOf(drawing)).toContain('stroke:#16A34A,stroke-width:3px');
  });
});

describe('effects', () => {
  it('of different lengths are one sentence, those of different kinds are not', () => {
    const about = { journey: 'onboarding', step: 'welcome' };
    const { own, elsewhere } = describeEffects(
      [
        { ...about, what: 'later', by: '1 hour', seconds: 3_600, accounts: ['a'] },
        { ...about, what: 'later', by: '15 hours', seconds: 54_000, accounts: ['b', 'c'] },
        { ...about, what: 'others', by: 'for fewer people', accounts: ['d'] },
        { ...about, what: 'others', by: 'less often', accounts: ['e'] },
        { ...about, journey: 'renewal', isTask: true, what: 'loses', because: 'it went another way', accounts: ['f'] },
      ],
      ({ journey }) => journey === 'onboarding',
    );
    expect(own).toEqual([
      '`onboarding`: 3 accounts get `welcome` 1 to 15 hours later (a, b, c)',
      '`onboarding`: 1 account gets `welcome` for fewer people (d)',
      '`onboarding`: 1 account gets `welcome` less often (e)',
    ]);
    expect(elsewhere).toEqual([
      '`renewal`: 1 account no longer gets the task `welcome`: in the new version it went another way (f)',
    ]);
  });
});

describe('a play compared with itself', () => {
  it('says nothing', () => {
    const same = comparePlays({ project: base, side: before }, { project: base, side: before }, [], { events: [] });
    expect(same).toMatchObject({ effects: [], inFlight: [], unreached: [], broken: [] });
  });
});
