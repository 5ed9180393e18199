import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prompt } from '../../engine/account/prompt.ts';
import { newReader, type PromptReader } from '../../engine/account/prompt-reader.ts';
import { type PromptReport, recordReports, reportTypes } from '../../engine/prompts/record-reports.ts';
import { aPrompt, march } from '../conformance/records.ts';

const now = march(10);
const prompts: Prompt[] = [
  aPrompt('acme', 'tour', { actions: ['start', 'later'] }),
  aPrompt('acme', 'pay', {
    kind: 'banner',
    dismissible: false,
    audience: { roles: ['billing'] },
    class: 'transactional',
  }),
  aPrompt('acme', 'nps', { kind: 'survey', survey: 'nps', actions: [], key: 'nps-survey' }),
];
const report = (id: string, more: Partial<PromptReport> = {}): PromptReport => ({
  id,
  promptId: 'tour',
  type: 'seen',
  at: march(9),
  ...more,
});
const record = (reports: readonly PromptReport[], reader = newReader('ada'), roles = ['member']) =>
  recordReports(reports, prompts, reader, { roles, now });

describe('a report', () => {
  it('is told to journeys once, with what was chosen', () => {
    const { events, counts, reader } = record([
      report('1'),
      report('2', { type: 'clicked', actionId: 'start' }),
      report('3', { type: 'clicked', actionId: 'start' }),
    ]);
    expect(counts).toEqual({ accepted: 3, duplicate: 0, unknown: 0 });
    expect(events).toEqual([
      {
        id: 'prompt:tour:ada:seen',
        source: 'prompt',
        account: 'acme',
        user: 'ada',
        name: 'prompt.seen',
        fields: { prompt: 'tour', step: 'tour', journey: 'onboarding' },
        occurredAt: march(9),
        receivedAt: now,
      },
      expect.objectContaining({
        id: 'prompt:tour:ada:clicked:start',
        name: 'prompt.clicked',
        fields: { prompt: 'tour', step: 'tour', journey: 'onboarding', action: 'start' },
      }),
    ]);
    expect(reader).toMatchObject({ revision: 1, facts: { tour: { clicked: { start: march(9) } } } });
  });

  it('that comes again is a duplicate, and nothing is written for it', () => {
    const { reader } = record([report('1')]);
    expect(record([report('1')], reader)).toEqual({
      events: [],
      comments: new Map(),
      counts: { accepted: 0, duplicate: 1, unknown: 0 },
    });
  });

  it('of a prompt for others is as unknown as one of no prompt', () => {
    expect(record([report('1', { promptId: 'pay' }), report('2', { promptId: 'guess' })])).toEqual({
      events: [],
      comments: new Map(),
      counts: { accepted: 0, duplicate: 0, unknown: 2 },
    });
  });

  it('of what the prompt does not offer is unknown', () => {
    const { counts } = record(
      [
        report('1', { type: 'clicked', actionId: 'buy' }),
        report('2', { type: 'clicked' }),
        report('3', { promptId: 'pay', type: 'dismissed' }),
        report('4', { type: 'answered', score: 9 }),
        report('5', { promptId: 'nps', type: 'answered', score: 11 }),
        report('6', { promptId: 'nps', type: 'answered', score: 7.5 }),
        report('7', { promptId: 'nps', type: 'answered' }),
      ],
      undefined,
      ['billing'],
    );
    expect(counts).toEqual({ accepted: 0, duplicate: 0, unknown: 7 });
  });

  it('of a dismissal keeps the prompts of its key away for 14 days', () => {
    const { reader } = record([report('1', { type: 'dismissed' })]);
    expect(reader?.away).toEqual({ tour: march(23) });
  });

  it('of an answer is the survey of the catalog, and the first answer counts', () => {
    const { events, reader } = record([
      report('1', { promptId: 'nps', type: 'answered', score: 9 }),
      report('2', { promptId: 'nps', type: 'answered', score: 0 }),
    ]);
    expect(events).toMatchObject([{ name: 'Survey Responded', user: 'ada', fields: { survey: 'nps', score: 9 } }]);
    expect(reader?.facts.nps).toEqual({ answer: { score: 9, at: march(9) } });
  });

  it('lets what no prompt is left of fall out of the row', () => {
    const old: PromptReader = {
      ...newReader('ada'),
      facts: { gone: { seenAt: march(1) } },
      away: { other: march(9) },
      reports: Array.from({ length: 50 }, (_, index) => `old-${index}`),
    };
    const { reader } = record([report('1')], old);
    expect(reader).toMatchObject({ facts: { tour: { seenAt: march(9) } }, away: {} });
    expect(reader?.reports).toHaveLength(50);
  });
});

describe('reports of one reader', () => {
  const some = fc.record({
    id: fc.uuid(),
    promptId: fc.constantFrom('tour', 'pay', 'nps', 'guess'),
    type: fc.constantFrom(...reportTypes),
    actionId: fc.constantFrom('start', 'later', 'buy'),
    score: fc.integer({ min: -1, max: 12 }),
    at: fc.integer({ min: 1, max: 9 }).map(march),
  });
  const batch = fc.array(some, { maxLength: 12 });
  const all = (batches: PromptReport[][]) => {
    const told = new Set<string>();
    let reader = newReader('ada');
    for (const each of batches) {
      const recorded = record(each, reader, ['member', 'billing']);
      for (const { id } of recorded.events) told.add(id);
      reader = recorded.reader ?? reader;
    }
    const facts = Object.fromEntries(
      Object.entries(reader.facts).map(([id, { answer, ...rest }]) => [
        id,
        { ...rest, answered: answer !== undefined },
      ]),
    );
    return { told: [...told].sort(), facts };
  };

  it('come to the same in any order, and however often', () => {
    fc.assert(
      fc.property(batch, batch, (one, other) => {
        const expected = all([one, other]);
        expect(all([other, one])).toEqual(expected);
        expect(all([one, one, other, one])).toEqual(expected);
        expect(all([[...one, ...other].reverse()])).toEqual(expected);
      }),
    );
  });

  it('are each counted once', () => {
    fc.assert(
      fc.property(batch, reports => {
        const { accepted, duplicate, unknown } = record(reports).counts;
        expect(accepted + duplicate + unknown).toBe(reports.length);
      }),
    );
  });
});
