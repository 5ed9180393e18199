import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { Policy } from '../../engine/definition/policy.ts';
import type { Step } from '../../engine/definition/step.ts';
import { sentencesOf } from '../../engine/diff/change.ts';
import { type ComparedProject, projectChanges } from '../../engine/diff/words/project-changes.ts';
import { arbitraryJourney } from '../journey/arbitrary-journey.ts';
import {
  arrAbove,
  catalog,
  day,
  email,
  escalate,
  event,
  journeyOf,
  policy,
  templates,
  usedProjects,
} from '../journey/plain-journey.ts';

const projectOf = (
  journeys: readonly JourneyDefinition[],
  changes: Partial<ComparedProject> = {},
): ComparedProject => ({
  journeys: journeys.map(definition => ({ definition })),
  catalog,
  team: [],
  pools: [],
  templates,
  compiled: new Map(),
  playbooks: [],
  ...changes,
});

const sentences = (before: ComparedProject, now: ComparedProject): string[] => sentencesOf(projectChanges(before, now));

const between = (before: Partial<JourneyDefinition>, now: Partial<JourneyDefinition>): string[] =>
  sentences(projectOf([journeyOf([], before)]), projectOf([journeyOf([], now)]));

const steps = (before: readonly Step[], now: readonly Step[]) => between({ steps: before }, { steps: now });

describe('what changed, in words', () => {
  it('says when a step is due now, and nothing of where it is written then', () => {
    const [welcome, tips, more] = [
      email('welcome', { at: day(0) }),
      email('tips', { at: day(3) }),
      email('more', { at: day(7) }),
    ];
    expect(steps([welcome, tips, more], [welcome, { ...more, at: day(2) }, tips])).toEqual([
      '`welcome-series`: `more` day 7 → day 2',
    ]);
  });

  it('says of how many accounts a holdout and a canary are', () => {
    expect(between({}, { holdout: 20 })).toEqual(['`welcome-series`: holdout none → 20 % of accounts']);
    expect(between({ holdout: 20 }, { holdout: 10 })).toEqual([
      '`welcome-series`: holdout 20 % of accounts → 10 % of accounts',
    ]);
    expect(between({}, { holdout: 0 })).toEqual(["`welcome-series`: holdout none → none, nor the policy's"]);
    expect(between({ canary: 10 }, {})).toEqual(['`welcome-series`: canary 10 % of accounts → none']);
    expect(between({}, { policy: { ...policy, holdout: 5 } })).toEqual([
      'policy: holdout of all journeys none → 5 % of accounts',
    ]);
  });

  it('tells a rename from a removal and an addition', () => {
    const old = email('tips', { at: day(3) });
    expect(steps([old], [{ ...old, id: 'advice' }])).toEqual([
      '`welcome-series`: `tips` removed (day 3, the email "welcome" goes to the admins)',
      '`welcome-series`: `advice` added: day 3, the email "welcome" goes to the admins',
    ]);
    expect(steps([old], [{ ...old, id: 'advice', renamedFrom: 'tips' }])).toEqual([
      '`welcome-series`: `advice` was called `tips`',
    ]);
  });

  it('tells steps that moved, into an arm or in their order', () => {
    const [one, two, three] = [email('one'), email('two'), email('three')];
    expect(steps([one, two, three], [three, one, two])).toEqual(['`welcome-series`: `three` now comes first']);
    const branch = (inside: readonly Step[]): Step => ({
      kind: 'branch',
      id: 'big',
      cases: [{ name: 'yes', condition: arrAbove(5), steps: inside }],
      otherwise: [],
    });
    expect(steps([one, branch([])], [branch([one])])).toEqual([
      '`welcome-series`: `one` moves from the main line to "yes" of `big`',
    ]);
  });

  it('tells conditions by what they ask for', () => {
    const plan = (...value: string[]) => ({ kind: 'attribute', name: 'plan', comparison: 'in', value }) as const;
    const tier = { kind: 'attribute', name: 'tier', comparison: 'is', value: 'gold' } as const;
    expect(between({ audience: plan('free', 'team') }, { audience: plan('team') })).toEqual([
      '`welcome-series`: audience no longer includes plan free',
    ]);
    expect(between({ audience: plan('team') }, { audience: { kind: 'all', of: [plan('team'), tier] } })).toEqual([
      '`welcome-series`: audience now asks that its tier is gold',
    ]);
    expect(between({ audience: arrAbove(5_000) }, { audience: arrAbove(20_000) })).toEqual([
      '`welcome-series`: audience: its yearly revenue is above $5,000 → $20,000',
    ]);
    expect(between({}, { goal: usedProjects })).toEqual([
      '`welcome-series`: goal now asks that the key feature "projects" has been used since enrollment',
    ]);
    expect(steps([email('a', { unless: usedProjects })], [email('a')])).toEqual([
      '`welcome-series`: `a` its exception no longer asks that the key feature "projects" has been used since enrollment',
    ]);
  });

  it('tells fields of a step by the words of its kind', () => {
    expect(
      steps(
        [escalate('call'), email('a')],
        [
          escalate('call', { severity: 1, sla: { unit: 'businessDays', amount: 5 } }),
          email('a', { to: { roles: 'everyone' } }),
        ],
      ),
    ).toEqual([
      '`welcome-series`: `call` severity 2 → 1',
      '`welcome-series`: `call` to be done within 2 business days → 5 business days',
      '`welcome-series`: `a` goes to the admins → everyone',
    ]);
  });

  it('tells exits, entry and re-entry of a journey', () => {
    expect(
      between(
        { enroll: event('Account Created'), reenroll: { kind: 'never' } },
        {
          enroll: event('Project Created'),
          reenroll: { kind: 'afterEnd' },
          exit: [event('Account Deleted'), event('payment.failed')],
        },
      ),
    ).toEqual([
      '`welcome-series`: enters when "Account Created" happens → "Project Created" happens',
      '`welcome-series`: enters once and never again → may enter again after it has left',
      '`welcome-series`: exit now includes when "payment failed" happens',
    ]);
  });

  it('tells the policy once for all journeys, and what one of them has otherwise of it alone', () => {
    const three: Policy = { ...policy, frequencyCaps: policy.frequencyCaps.map(cap => ({ ...cap, atMost: 2 })) };
    const all = (of: Policy, last: Policy = of) =>
      projectOf(['a', 'b', 'c'].map(id => journeyOf([], { id, policy: id === 'c' ? last : of })));
    expect(sentences(all(policy), all(three))).toEqual(['policy: cap of lifecycle and marketing 3 → 2 in 7 days']);
    expect(sentences(all(policy), all(policy, { ...policy, missed: 'send' }))).toEqual([
      '`c`: its policy: what a missed day does: skip → send',
    ]);
  });

  it('tells what a template says by locale, and its look only where the words stayed', () => {
    const compiled = (hash: string, subject: string, html: string) =>
      [
        hash,
        new Map(
          ['de', 'en'].map(locale => [
            locale,
            {
              id: 'welcome',
              locale,
              channel: 'email' as const,
              text: 'Hi',
              html: locale === 'de' ? html : 'en',
              subject: locale === 'de' ? subject : 'Hello',
            },
          ]),
        ),
      ] as const;
    const of = (hash: string, subject: string, html: string) => {
      const info = { ...templates[0], hash, locales: ['de', 'en'] } as (typeof templates)[number];
      return projectOf([], { templates: [info], compiled: new Map([compiled(hash, subject, html)]) });
    };
    expect(sentences(of('1', 'Willkommen', 'a'), of('2', 'Schön, dass Sie da sind', 'b'))).toEqual([
      '`welcome`: subject of `de` "Willkommen" → "Schön, dass Sie da sind"',
      '`welcome`: `en` is as it was, and may need the same change',
    ]);
    expect(sentences(of('1', 'Willkommen', 'a'), of('2', 'Willkommen', 'b'))).toEqual([
      '`welcome`: look of `de`',
      '`welcome`: `en` is as it was, and may need the same change',
    ]);
  });

  it('tells events and segments of the catalog', () => {
    const now = {
      ...catalog,
      events: { ...catalog.events, 'Report Shared': { fields: {} } },
      segments: { large: arrAbove(9) },
    };
    expect(sentences(projectOf([]), projectOf([], { catalog: now }))).toEqual([
      'catalog: event "Report Shared" added',
      'catalog: segment "large" now asks that its yearly revenue is above $9',
    ]);
  });
});

describe('any journey', () => {
  it('differs from itself in nothing, in whatever order its keys are', () => {
    fc.assert(
      fc.property(arbitraryJourney(), journey => {
        expect(sentences(projectOf([journey]), projectOf([reordered(journey) as JourneyDefinition]))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is told of wherever a value in it changes', () => {
    fc.assert(
      fc.property(arbitraryJourney(), fc.nat(), (journey, pick) => {
        const paths = leavesIn(journey);
        const path = paths[pick % paths.length] ?? [];
        const changed = withLeaf(journey, path) as JourneyDefinition;
        expect(sentences(projectOf([journey]), projectOf([changed])), path.join('.')).not.toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

const reordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reordered(each)]),
  );
};

/** Paths of all values but those by which a kind of data is known, and those that are of the format. */
const leavesIn = (value: unknown, path: readonly string[] = []): (readonly string[])[] => {
  if (typeof value !== 'object' || value === null) {
    const isMeant = ['kind', 'of', 'format', 'hash'].includes(path.at(-1) ?? '');
    return isMeant ? [] : [path];
  }
  return Object.entries(value).flatMap(([key, each]) => leavesIn(each, [...path, key]));
};

const withLeaf = (value: unknown, [key, ...rest]: readonly string[]): unknown => {
  if (key === undefined) return otherThan(value);
  if (Array.isArray(value)) return value.map((each, index) => (String(index) === key ? withLeaf(each, rest) : each));
  const record = value as Record<string, unknown>;
  return { ...record, [key]: withLeaf(record[key], rest) };
};

const otherThan = (value: unknown): unknown => {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (value === 'everyone') return ['member'];
  const closed = [
    ['minutes', 'hours', 'days', 'businessDays'],
    ['above', 'below', 'atLeast'],
    ['skip', 'resend'],
    ['send', 'skip'],
    ['hold', 'skip'],
  ].find(values => values.includes(String(value)));
  return closed ? closed.find(each => each !== value) : `${value}x`;
};
