import { describe, expect, test, vi } from 'vitest';
import { evaluateEvent } from '../../engine/account/evaluate-event.ts';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { dueByState } from '../../engine/evaluation/due.ts';
import { checkJourneys } from '../../engine/journey/check-journeys.ts';
import { explainJourney } from '../../engine/journey/explain/explain-journey.ts';
import { drawMermaid } from '../../engine/journey/graph/mermaid.ts';
import { decideEnrollment } from '../../engine/routing/enroll-decision.ts';
import { usageToEnroll } from '../../engine/routing/routing-usage.ts';
import { catalog, email, journeyOf, templates } from '../journey/plain-journey.ts';
import { smallCatalog } from '../journey/small-catalog.ts';
import { anEvent, aUpdate } from '../support/journeys.ts';
import { aSnapshot, routed } from '../support/routed.ts';
import { now, someProfile } from '../support/touch.ts';
import { anniversary } from './anniversary/trigger.ts';
import { anniversaryTurn } from './anniversary/turn.ts';

// The lines that `npm run kinds` writes for its folder, which is `anniversary/`.
vi.mock('../../engine/triggers/kinds.ts', async original => ({
  ...(await original<object>()),
  anniversary: (await import('./anniversary/kind.ts')).anniversaryKind,
}));
vi.mock('../../engine/triggers/outlines.ts', async original => ({ ...(await original<object>()), anniversary: {} }));
vi.mock('../../engine/triggers/turns.ts', async original => ({
  ...(await original<object>()),
  anniversary: (await import('./anniversary/turn.ts')).anniversaryTurn,
}));

const journey = (attribute = 'startedAt') => journeyOf([email('thanks')], { enroll: anniversary(attribute), exit: [] });

describe('a kind of trigger that is a folder', () => {
  test('is a word of every catalog', () => {
    expect(smallCatalog).toHaveProperty('anniversary', anniversary);
  });

  test('is checked by its own rule', () => {
    const codes = (attribute?: string) =>
      checkJourneys({ journeys: [journey(attribute)], templates, catalog }).map(({ code }) => code);
    expect(codes()).toEqual([]);
    expect(codes('')).toEqual(['no-anniversary']);
  });

  test('is told, drawn and compiled', () => {
    expect(explainJourney(journey())).toContain('An account enters when a year has passed since startedAt.');
    expect(drawMermaid(journey())).toContain('A year has passed since startedAt');
    expect(compileJourney(journey(), templates).StartAt).toBe('thanks');
  });

  test('enrolls on its own day only, as time alone tells', () => {
    const decide = (name: string, startedAt: string) =>
      decideEnrollment(journey(), anEvent(name), aSnapshot({ profile: someProfile({ startedAt }) }), now);
    expect(decide(evaluateEvent, '2024-03-10')).toMatchObject({
      enroll: { key: '2026-03-10', trigger: { event: 'startedAt' } },
    });
    expect(decide(evaluateEvent, '2024-03-09')).toBeUndefined();
    expect(decide('Signed In', '2024-03-10')).toBeUndefined();
    expect(usageToEnroll(anEvent(evaluateEvent), [journeyWithAudience()], now)).toBeDefined();
    expect(usageToEnroll(anEvent('Signed In'), [journeyWithAudience()], now)).toBeUndefined();
  });

  test('can be of a change: it is asked with the profile before the event and the one after', () => {
    const plans: unknown[] = [];
    const triggered = vi.spyOn(anniversaryTurn, 'triggered').mockImplementation((_, { profileBefore, snapshot }) => {
      plans.push([profileBefore, snapshot.profile].map(profile => profile?.attributes.plan?.value));
      return undefined;
    });
    routed(aUpdate({ plan: 'team' }), aSnapshot({ profile: someProfile({ plan: 'free' }) }), [journey()]);
    expect(plans).toContainEqual(['free', 'team']);
    triggered.mockRestore();
  });

  test('has the account looked at on its day', () => {
    const due = (startedAt: string) =>
      dueByState({ snapshot: aSnapshot({ profile: someProfile({ startedAt }) }), journeys: [journey()], now })
        .filter(({ recurs }) => !recurs)
        .map(({ at }) => at);
    expect(due('2024-06-01')).toEqual(['2026-06-01T00:00:00.000Z']);
    expect(due('2024-03-08')).toEqual(['2027-03-08T00:00:00.000Z']);
    expect(due('')).toEqual([]);
  });
});

const journeyWithAudience = () => ({
  ...journey(),
  audience: {
    kind: 'count',
    event: 'Signed In',
    window: { kind: 'within', days: 7 },
    comparison: 'atLeast',
    value: 1,
  } as const,
});
