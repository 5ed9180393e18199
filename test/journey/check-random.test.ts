import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { measure } from '../../engine/asl/measure.ts';
import { historyEvents } from '../../engine/journey/check/history-events.ts';
import { checkJourneys } from '../../engine/journey/check-journeys.ts';
import { explainJourney } from '../../engine/journey/explain/explain-journey.ts';
import { flattenSteps } from '../../engine/journey/flatten-steps.ts';
import { drawMermaid } from '../../engine/journey/graph/mermaid.ts';
import { arbitraryJourney, arbitraryTemplates } from './arbitrary-journey.ts';
import { catalog } from './plain-journey.ts';

describe('a random journey', () => {
  test('is checked to the end, each problem with its remedy, and twice the same', () => {
    fc.assert(
      fc.property(arbitraryJourney(), journey => {
        const check = () => checkJourneys({ journeys: [journey], templates: arbitraryTemplates, catalog });
        for (const { message } of check()) expect(message).toMatch(/[.?] [A-Z].*[.?]$/);
        expect(check()).toEqual(check());
      }),
    );
  });

  test('has no more history events than the check counts on', () => {
    fc.assert(
      fc.property(arbitraryJourney(), journey => {
        const { historyEvents: counted } = measure(compileJourney(journey, arbitraryTemplates));
        expect(historyEvents(journey.steps)).toBeGreaterThanOrEqual(counted);
      }),
    );
  });

  test('is told and drawn with every step of it', () => {
    fc.assert(
      fc.property(arbitraryJourney(), journey => {
        const told = explainJourney(journey);
        const drawn = drawMermaid(journey);
        const steps = flattenSteps(journey.steps);
        expect(told.split('\n').filter(line => line.length > 100)).toEqual([]);
        expect(steps.length).toBeGreaterThan(0);
        for (const { step } of steps) {
          expect(told).toMatch(new RegExp(`[["]${step.id}["\\]]`));
          expect(drawn).toContain(`<b>${step.id}</b>`);
        }
      }),
    );
  });
});
