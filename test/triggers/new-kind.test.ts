import { describe, expect, test, vi } from 'vitest';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { checkJourneys } from '../../engine/journey/check-journeys.ts';
import { explainJourney } from '../../engine/journey/explain/explain-journey.ts';
import { drawMermaid } from '../../engine/journey/graph/mermaid.ts';
import { decideEnrollment } from '../../engine/routing/enroll-decision.ts';
import { usageToEnroll } from '../../engine/routing/routing-usage.ts';
import { catalog, email, journeyOf, templates } from '../journey/plain-journey.ts';
import { smallCatalog } from '../journey/small-catalog.ts';
import { anEvent } from '../support/journeys.ts';
import { aSnapshot } from '../support/routed.ts';
import { now } from '../support/touch.ts';
import { fullMoon } from './full-moon/trigger.ts';

// The lines elsewhere that a kind of trigger needs; its folder is `full-moon/`.
vi.mock('../../engine/triggers/kinds.ts', async original => ({
  ...(await original<object>()),
  fullMoon: (await import('./full-moon/kind.ts')).fullMoonKind,
}));
vi.mock('../../engine/triggers/plans.ts', async original => ({ ...(await original<object>()), fullMoon: {} }));
vi.mock('../../engine/triggers/turns.ts', async original => ({
  ...(await original<object>()),
  fullMoon: (await import('./full-moon/turn.ts')).fullMoonTurn,
}));

const journey = (over = 'Lisbon') => journeyOf([email('howl')], { enroll: fullMoon(over), exit: [] });

describe('a kind of trigger that is a folder and three lines', () => {
  test('is a word of every catalog', () => {
    expect(smallCatalog).toHaveProperty('fullMoon', fullMoon);
  });

  test('is checked by its own rule', () => {
    const codes = (over?: string) =>
      checkJourneys({ journeys: [journey(over)], templates, catalog }).map(({ code }) => code);
    expect(codes()).toEqual([]);
    expect(codes('')).toEqual(['no-place']);
  });

  test('is told, drawn and compiled', () => {
    expect(explainJourney(journey())).toContain('An account enters when the moon is full over Lisbon.');
    expect(drawMermaid(journey())).toContain('The moon is full over Lisbon');
    expect(compileJourney(journey(), templates).StartAt).toBe('howl');
  });

  test('enrolls by its own event only', () => {
    const decide = (name: string, over: string) =>
      decideEnrollment(journey(), anEvent(name, { fields: { over } }), aSnapshot(), now);
    expect(decide('Moon Rose', 'Lisbon')).toMatchObject({ enroll: { key: 'moon', trigger: { event: 'full moon' } } });
    expect(decide('Moon Rose', 'Oslo')).toBeUndefined();
    expect(decide('Sun Rose', 'Lisbon')).toBeUndefined();
    expect(usageToEnroll(anEvent('Moon Rose'), [journeyWithAudience()], now)).toBeDefined();
    expect(usageToEnroll(anEvent('Sun Rose'), [journeyWithAudience()], now)).toBeUndefined();
  });
});

const journeyWithAudience = () => ({
  ...journey(),
  audience: {
    kind: 'count',
    event: 'Howled',
    window: { kind: 'within', days: 7 },
    comparison: 'atLeast',
    value: 1,
  } as const,
});
