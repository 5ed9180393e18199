import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParkState, StateMachineDefinition } from '../../engine/asl/asl.ts';
import { checkAsl } from '../../engine/asl/check-asl.ts';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { edgesFrom } from '../../engine/asl/edges.ts';
import { measure } from '../../engine/asl/measure.ts';
import { renderAsl } from '../../engine/asl/render-asl.ts';
import { awaitsOf, firstWake } from '../../engine/definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { Step, StepKind } from '../../engine/definition/step.ts';
import { arbitraryJourney, arbitraryTemplates } from '../journey/arbitrary-journey.ts';
import { faultsOf } from './validators.ts';

const machineOf = (definition: JourneyDefinition) => compileJourney(definition, arbitraryTemplates);

const forAnyJourney = (
  holds: (definition: JourneyDefinition, machine: StateMachineDefinition) => void,
  { numRuns = 100 } = {},
) =>
  fc.assert(
    fc.property(arbitraryJourney(), definition => {
      holds(definition, machineOf(definition));
    }),
    { numRuns },
  );

describe('any journey', () => {
  it('becomes a machine that asl-validator and the language service of AWS accept', () =>
    fc.assert(
      fc.asyncProperty(arbitraryJourney(), async definition => {
        expect(await faultsOf(machineOf(definition))).toEqual([]);
      }),
      { numRuns: 40 },
    ));

  it('becomes a machine that breaks none of our own rules', () => {
    forAnyJourney((_, machine) => expect(checkAsl(machine)).toEqual([]));
  });

  it('ends on every path', () => {
    forAnyJourney((_, machine) => {
      const dead = Object.entries(machine.States).filter(([, state]) => state.Type !== 'Succeed' && !leadsOn(state));
      expect(dead).toEqual([]);
      expect(() => measure(machine)).not.toThrow();
    });
  });

  it('has every turn of a step once, so that no path delivers a touch twice', () => {
    forAnyJourney((_, machine) => {
      const turns = callsOf(machine).map(({ step, iteration }) => `${step.kind} ${step.id} ${iteration}`);
      expect(turns).toEqual([...new Set(turns)]);
    });
  });

  it('costs two transitions a touch, and no more than its waits and branches ask for', () => {
    forAnyJourney(({ steps }, machine) => {
      expect(measure(machine).transitions).toBeLessThanOrEqual(budgetOf(steps) + 1);
    });
  });

  it('compiles to the same bytes, whatever the order of its keys', () => {
    forAnyJourney((definition, machine) => {
      expect(renderAsl(machineOf(definition))).toBe(renderAsl(machine));
      expect(renderAsl(machineOf(keysReversed(definition)))).toBe(renderAsl(machine));
    });
  });

  it('starts with the wait that routing computes the first wake-up for, or with none', () => {
    // Loops in loops that begin a journey are rare.
    forAnyJourney(
      (definition, machine) => {
        const start = parksOf(machine).find(({ name }) => name === machine.StartAt);
        expect(start?.wait.wake).toEqual(firstWake(definition));
      },
      { numRuns: 1_000 },
    );
  });

  it('listens only for events that the enrollment records', () => {
    forAnyJourney((definition, machine) => {
      const flags = new Set(awaitsOf(definition).map(({ flag }) => flag));
      const listens = new Set(parksOf(machine).flatMap(({ wait }) => wait.listens));
      expect([...listens].filter(flag => !flags.has(flag))).toEqual([]);
    });
  });
});

const leadsOn = (state: StateMachineDefinition['States'][string]): boolean =>
  edgesFrom(state).length > 0 || ('End' in state && state.End === true);

const callsOf = (machine: StateMachineDefinition) =>
  Object.values(machine.States).flatMap(state =>
    state.Type === 'Task' && 'Payload' in state.Arguments
      ? [
          {
            step: state.Arguments.Payload.step as { kind: string; id: string },
            iteration: Number(state.Arguments.Payload.iteration),
          },
        ]
      : [],
  );

const parksOf = (machine: StateMachineDefinition) =>
  Object.entries(machine.States).flatMap(([name, state]) =>
    state.Type === 'Task' && 'TableName' in state.Arguments ? [{ name, wait: waitIn(state as ParkState) }] : [],
  );

const waitIn = ({ Arguments }: ParkState): { wake: unknown; listens: string[] } =>
  JSON.parse(Arguments.ExpressionAttributeValues[':w']?.S ?? '{}');

/** At most this many transitions; one more for the end of an empty arm. */
const budgetOf = (steps: readonly Step[]): number => steps.reduce((sum, step) => sum + costOf(step), 0);

const costOf = (step: Step): number => {
  const own = (costs[step.kind] as ((step: Step) => number) | undefined)?.(step) ?? 1;
  const guard = (step.when || step.unless) && unguarded.includes(step.kind) ? 2 : 0;
  // A wait before a step that waits itself needs a planner between.
  return own + guard + (step.at ? (unguarded.includes(step.kind) ? 2 : 1) : 0);
};

const unguarded: readonly StepKind[] = ['wait', 'waitFor', 'every'];
const most = (arms: readonly (readonly Step[])[]): number => Math.max(0, ...arms.map(budgetOf));

/** Of kinds that take more than one, without the wait of their anchor. A wait counts for two: what follows it may need a planner. */
const costs: { [Kind in StepKind]?: (step: Extract<Step, { kind: Kind }>) => number } = {
  wait: () => 2,
  waitFor: ({ then }) => 2 + most(Object.values(then)),
  branch: ({ cases, otherwise }) => 2 + most([...cases.map(({ steps }) => steps), otherwise]),
  experiment: ({ variants }) => 2 + most(variants.map(({ steps }) => steps)),
  escalate: ({ then }) => (Object.keys(then).length > 0 ? 4 + most(Object.values(then)) : 1),
  every: ({ times, steps }) => times * (2 + budgetOf(steps)),
};

const keysReversed = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(keysReversed) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, keysReversed(part)]);
  return Object.fromEntries(entries.reverse()) as T;
};
