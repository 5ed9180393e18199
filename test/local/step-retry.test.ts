import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { createFunctions } from '../../engine/local/functions.ts';
import { createStateMachines } from '../../engine/local/interpreter/state-machines.ts';
import { createTaskIntegrations } from '../../engine/local/task-integrations.ts';
import { createVirtualClock } from '../../engine/local/virtual-clock.ts';
import { email, journeyOf, templates } from '../journey/plain-journey.ts';

const start = Date.parse('2026-03-05T10:00:00.000Z');
const minute = 60_000;

/** A journey of one mail, whose function fails in that way for so many minutes. */
const play = async (error: Error, failsFor: number) => {
  const clock = createVirtualClock(start);
  const functions = createFunctions(clock);
  let calls = 0;
  functions.register('deliver-touch', () => {
    calls += 1;
    if (clock.now() < start + failsFor * minute) throw error;
    return { until: '', at: new Date(clock.now()).toISOString(), took: '' };
  });
  const machines = createStateMachines({
    clock,
    seed: 'test',
    onFailure: () => {},
    integrations: createTaskIntegrations(functions, {} as DynamoDBClient),
  });
  const definition = JSON.stringify(compileJourney(journeyOf([email('welcome')]), templates));
  const { arn } = machines.createStateMachine(
    'test',
    definition.replaceAll('${DeliverTouch}', functions.pinned('deliver-touch')),
  );
  const at = new Date(start).toISOString();
  const input = { account: 'acme', enrollment: 'one', generation: 1, anchoredAt: at, until: '', at, waited: '' };
  const execution = machines.startExecution(arn, 'one', JSON.stringify(input));
  await clock.advanceTo(start + 120 * minute);
  return { status: execution.status, calls };
};

const named = (name: string): Error => Object.assign(new Error('Try again.'), { name });

it.each(['InternalServerError', 'ServiceUnavailable', 'TimeoutError', 'Runtime.ImportModuleError', 'TypeError'])(
  'a step goes on after ten minutes of %s: an outage or a broken deployment ends no enrollment',
  async name => {
    expect((await play(named(name), 10)).status).toBe('SUCCEEDED');
  },
);

it('a step that fails for two hours fails its enrollment, after a few tries', async () => {
  const { status, calls } = await play(named('TypeError'), 120);
  expect(status).toBe('FAILED');
  expect(calls).toBeLessThan(20);
});
