import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepsIn } from '../../engine/definition/enrollment-plan.ts';
import type { Step } from '../../engine/definition/step.ts';
import { kindOf } from '../../engine/steps/kind-of.ts';
import { readsOf } from '../../engine/steps/step-outline-of.ts';
import { arbitraryJourney } from '../journey/arbitrary-journey.ts';
import { everyStep } from '../journey/every-step.ts';
import { anEmail } from '../support/touch.ts';

/** What checks and the English know of a step, which its turn must read usage for. */
const isRead = (step: Step): void => {
  const { conditions = {}, values = {} } = kindOf(step).parts(step);
  const reads = readsOf(step);
  expect(reads.conditions ?? []).toEqual(Object.values(conditions));
  expect(reads.values ?? []).toEqual(Object.values(values));
};

test('a turn reads usage for every condition and value that its step is made of', () => {
  for (const step of stepsIn(everyStep.steps)) isRead(step);
  fc.assert(
    fc.property(arbitraryJourney(), ({ steps }) => {
      for (const step of stepsIn(steps)) isRead(step);
    }),
    { numRuns: 50 },
  );
});

test('so it does for what only some steps have', () => {
  const [escalation] = stepsIn(everyStep.steps).filter(step => step.kind === 'escalate');
  const [prompt] = stepsIn(everyStep.steps).filter(step => step.kind === 'prompt');
  const when = { kind: 'openTask', type: 'risk' } as const;
  const name = { kind: 'accountAttribute', name: 'plan' } as const;
  if (!escalation || !prompt) throw new Error('The journey has every kind of step.');
  const steps = [
    { ...escalation, raised: { when, severity: 1 }, evidence: { plan: name } },
    { ...prompt, data: { plan: name }, except: { kind: 'triggerField', field: 'user' } },
    anEmail({ data: { plan: name } }),
  ] as const;
  for (const step of steps) isRead(step);
  expect(steps.map(step => readsOf(step))).toEqual([
    { conditions: [when], values: [name] },
    { values: [name, { kind: 'triggerField', field: 'user' }] },
    { values: [name] },
  ]);
});

test('a call of the machine reads none', () => {
  expect(readsOf({ kind: 'plan' })).toEqual({});
});
