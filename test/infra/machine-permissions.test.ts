import { expect, test } from 'vitest';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { machinePermissions } from '../../infra/machine-permissions.ts';
import { shippedJourneys, shippedTemplates } from '../asl/shipped-journeys.ts';

test('the role of state machines may do what their definitions call, and no more', () => {
  const machines = shippedJourneys.map(journey => compileJourney(journey, shippedTemplates));

  expect(machinePermissions(machines)).toEqual({
    functions: ['DeliverTouch', 'EvaluateBranch', 'OpenTask', 'TakeStep'].filter(name =>
      JSON.stringify(machines).includes(`\${${name}}`),
    ),
    tableActions: ['dynamodb:UpdateItem'],
  });
  expect(machinePermissions([])).toEqual({ functions: [], tableActions: [] });
});
