import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { renderAsl } from '../../engine/asl/render-asl.ts';
import { stepsIn } from '../../engine/definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import { compileFast } from '../../engine/local/interpreter/fast-expression.ts';
import { compileMachine } from '../../engine/local/interpreter/machine.ts';
import onboarding from '../../journeys/onboarding.ts';
import paymentRecovery from '../../journeys/payment-recovery.ts';
import renewal from '../../journeys/renewal.ts';

describe('the state machines of the shipped journeys', () => {
  it.each([onboarding, renewal, paymentRecovery].map(journey => [journey.id, journey] as const))(
    'run in the interpreter, every expression on its fast path: %s',
    (_, journey) => {
      const definition = compileJourney(journey, templatesOf(journey));

      expect(compileMachine(renderAsl(definition)).states.size).toBe(Object.keys(definition.States).length);
      const expressions = expressionsIn(definition);
      expect(expressions.length).toBeGreaterThan(50);
      expect(expressions.filter(source => !compileFast(jsonata(source).ast()))).toEqual([]);
    },
  );
});

const templatesOf = ({ steps }: JourneyDefinition) =>
  stepsIn(steps).flatMap(step =>
    'template' in step
      ? [
          {
            id: step.template,
            hash: 'h',
            class: 'lifecycle' as const,
            channel: 'email' as const,
            locales: ['en'],
            variables: [],
          },
        ]
      : [],
  );

const expressionsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return value.startsWith('{%') ? [value.slice(2, -2)] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(expressionsIn) : [];
};
