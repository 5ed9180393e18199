import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { StateMachineDefinition } from '../../engine/asl/asl.ts';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { measure } from '../../engine/asl/measure.ts';
import { renderAsl } from '../../engine/asl/render-asl.ts';
import { stepsIn } from '../../engine/definition/enrollment-plan.ts';
import { stepKinds } from '../../engine/steps/kind-of.ts';
import { compactMachines, machineOf } from '../support/compact/compact-machines.ts';
import { yamlOf } from '../support/compact/yaml-of.ts';
import { everyKind } from './every-kind.ts';
import { shippedJourneys, shippedTemplates } from './shipped-journeys.ts';
import { faultsOf } from './validators.ts';

const journeys = [...shippedJourneys, everyKind];
const machines = journeys.map(definition => compileJourney(definition, shippedTemplates));
const { common, compact } = compactMachines(machines);
const commonText = yamlOf(common);
const commonRead = parse(commonText);
const isState = (path: readonly string[]) => path[0] === 'states' && path.length === 2;
const golden = journeys.map(({ id }, at) => ({ id, machine: machines[at], text: yamlOf(compact[at] ?? {}, isState) }));

describe.each(golden)('the journey $id', ({ id, machine, text }) => {
  it('compiles to the golden file, and to what its kinds of states have in common', async () => {
    await expect(text).toMatchFileSnapshot(`../golden/asl/${id}.yaml`);
  });

  it('is all said by these two, to the byte', () => {
    expect(renderAsl(machineOf(commonRead, parse(text)))).toBe(machine && renderAsl(machine));
  });

  it('is accepted by asl-validator, the language service of AWS, and our own rules', async () => {
    expect(machine && (await faultsOf(machine))).toEqual([]);
  });
});

it('the journey of every kind has a step of every kind', () => {
  const kinds = new Set<string>(stepsIn(everyKind.steps).map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(Object.keys(stepKinds).sort());
});

it('a machine with a kind of state that there is not is refused by both, whatever was accepted before', async () => {
  const [machine] = machines;
  const [first = '', state] = Object.entries(machine?.States ?? {})[0] ?? [];
  const broken = { ...machine, States: { ...machine?.States, [first]: { ...state, Type: 'Tusk' } } };
  const faults = (await faultsOf(broken as StateMachineDefinition)).join('\n');
  expect(faults).toContain('asl-validator: {');
  expect(faults).toContain('language service: ');
});

describe('the golden files', () => {
  it('say once what machines have in common', async () => {
    await expect(commonText).toMatchFileSnapshot('../golden/asl.yaml');
  });

  it('are those of journeys that there are', () => {
    expect(readdirSync('test/golden/asl').sort()).toEqual(golden.map(({ id }) => `${id}.yaml`).sort());
  });
});

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
