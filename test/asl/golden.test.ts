import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { measure } from '../../engine/asl/measure.ts';
import { renderAsl } from '../../engine/asl/render-asl.ts';
import { everyKind } from './every-kind.ts';
import { shippedJourneys, shippedTemplates } from './shipped-journeys.ts';
import { faultsOf } from './validators.ts';

/** Set UPDATE_GOLDEN=1 to write the files anew, and read the difference before committing it. */
const isUpdating = process.env.UPDATE_GOLDEN === '1';

describe.each([...shippedJourneys, everyKind].map(definition => [definition.id, definition] as const))(
  'the journey %s',
  (id, definition) => {
    const machine = compileJourney(definition, shippedTemplates);

    it('compiles to the golden file', () => {
      const file = join(import.meta.dirname, '..', 'golden', 'asl', `${id}.asl.json`);
      if (isUpdating) writeFileSync(file, renderAsl(machine));
      expect(existsSync(file) && readFileSync(file, 'utf8')).toBe(renderAsl(machine));
    });

    it('is accepted by asl-validator, the language service of AWS, and our own rules', async () => {
      expect(await faultsOf(machine)).toEqual([]);
    });
  },
);

describe('the cost of an enrollment', () => {
  const costs = Object.fromEntries(
    shippedJourneys.map(definition => {
      const { transitions, historyEvents } = measure(compileJourney(definition, shippedTemplates));
      return [definition.id, { transitions, historyEvents }];
    }),
  );

  it('is at most 14 transitions in onboarding, its day-30 check and the way on to adoption included', () => {
    expect(costs.onboarding).toEqual({ transitions: 14, historyEvents: 74 });
  });

  it('is two transitions for each day that something happens on, and one for each step more on that day', () => {
    expect(costs.renewal?.transitions).toBe(7);
    expect(costs['payment-recovery']?.transitions).toBe(11);
  });
});
