import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import type { StateMachineDefinition } from '../../engine/asl/asl.ts';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { renderAsl } from '../../engine/asl/render-asl.ts';
import { arbitraryJourney, arbitraryTemplates } from '../journey/arbitrary-journey.ts';
import { compactMachines, machineOf } from '../support/compact/compact-machines.ts';
import type { JsonValue } from '../support/compact/shape-of.ts';
import { yamlOf } from '../support/compact/yaml-of.ts';
import { shippedJourneys, shippedTemplates } from './shipped-journeys.ts';

/** As they are once their golden files are read again. */
const rereadOf = (machines: readonly StateMachineDefinition[]): string[] => {
  const { common, compact } = compactMachines(machines);
  const reread = parse(yamlOf(common));
  return compact.map(each => renderAsl(machineOf(reread, parse(yamlOf(each)))));
};

it('gives any machines back as they were, so that no two have the same golden files', () => {
  fc.assert(
    fc.property(fc.array(arbitraryJourney(), { minLength: 1, maxLength: 3 }), journeys => {
      const machines = journeys.map(journey => compileJourney(journey, arbitraryTemplates));
      expect(rereadOf(machines)).toEqual(machines.map(renderAsl));
    }),
    { numRuns: 20 },
  );
});

const shipped = shippedJourneys.map(journey => compileJourney(journey, shippedTemplates));
const few = shipped.filter(({ Comment }) => / (api-limit|ces-survey|silence) /.test(Comment));

it('shows any change of any part of a machine, whatever it becomes', () => {
  expect(few).toHaveLength(3);
  const words = fc.constantFrom(
    '<own>',
    '<absent>',
    '\\<own>',
    '<self>',
    'welcome',
    '{"a":1}',
    '{% 1 %}',
    '2025-01-01',
    'null',
    'valueOf',
  );
  const part = fc.oneof(
    words,
    fc.string(),
    fc.integer(),
    fc.constant(undefined),
    fc.constant<JsonValue>([]),
    fc.constant<JsonValue>({ z: 1, a: '<next>' }),
  );
  fc.assert(
    fc.property(
      fc.nat(few.length - 1),
      fc.array(fc.nat(), { minLength: 4, maxLength: 9 }),
      part,
      (which, path, becomes) => {
        const changed = few.map((machine, at) =>
          at === which ? { ...machine, States: change(machine.States, path, becomes) } : machine,
        );
        expect(rereadOf(changed as StateMachineDefinition[])).toEqual(
          (changed as StateMachineDefinition[]).map(renderAsl),
        );
      },
    ),
    { numRuns: 80, examples: [[1, [0, 661057639, 0, 1200117382, 0, 0], undefined]] },
  );
});

it('shows that keys are in another order', () => {
  const reversed = few.map(machine => ({
    ...machine,
    States: Object.fromEntries(
      Object.entries(machine.States).map(([name, state], at) => [name, at === 1 ? reverse(state) : state]),
    ),
  })) as StateMachineDefinition[];
  expect(rereadOf(reversed)).toEqual(reversed.map(renderAsl));
  expect(yamlOf(compactMachines(reversed))).not.toBe(yamlOf(compactMachines(few)));
});

/** The value with the part at the end of the path another; `undefined` takes it out. */
const change = (value: unknown, [step, ...rest]: readonly number[], becomes: JsonValue | undefined): unknown => {
  if (step === undefined || typeof value !== 'object' || value === null) return becomes;
  const keys = Object.keys(value);
  if (keys.length === 0) return becomes;
  const key = keys[step % keys.length] as string;
  const part = change((value as Record<string, unknown>)[key], rest, becomes);
  if (Array.isArray(value)) return value.with(Number(key), part ?? null);
  const entries = Object.entries({ ...value, [key]: part });
  return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
};

const reverse = (value: object) => Object.fromEntries(Object.entries(value).reverse());
