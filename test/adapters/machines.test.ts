import { inspect } from 'node:util';
import { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { stepFunctions } from '../../engine/adapters/aws/machines.ts';
import type { ExecutionInput } from '../../engine/definition/step-call.ts';
import type { Machines } from '../../engine/ports/ports.ts';
import { anEnrollment, march } from '../conformance/records.ts';
import { awsAnswer, localAws, startTestServer, type TestServer } from '../support/http-server.ts';

let server: TestServer;
let machines: Machines;
beforeAll(async () => {
  server = await startTestServer();
  machines = stepFunctions(
    new SFNClient({ ...localAws(server.url), maxAttempts: 1 }),
    'arn:aws:states:us-east-1:1:stateMachine:daymark-',
  );
});
afterAll(() => server.stop());
beforeEach(() => {
  server.received.length = 0;
});

const input: ExecutionInput = {
  waited: '',
  at: march(1),
  until: '2026-03-04T09:00:00Z',
  generation: 2,
  anchoredAt: march(1),
  enrollment: 'onboarding-abc',
  account: 'acme',
};
const sent = () => JSON.parse(server.received[0]?.body ?? '');

test('an execution is named for enrollment and generation, and its input is always the same text', async () => {
  server.answer = awsAnswer(200, { executionArn: 'arn', startDate: 0 });

  expect(await machines.start(anEnrollment('acme', 'onboarding-abc', { version: 'abc' }), input)).toBe('started');

  expect(server.received[0]?.headers['x-amz-target']).toBe('AWSStepFunctions.StartExecution');
  expect(sent()).toEqual({
    stateMachineArn: 'arn:aws:states:us-east-1:1:stateMachine:daymark-onboarding:v-abc',
    name: 'onboarding-abc-g2',
    input: `{"account":"acme","anchoredAt":"${march(1)}","at":"${march(1)}","enrollment":"onboarding-abc","generation":2,"until":"2026-03-04T09:00:00Z","waited":""}`,
  });
});

test('starting what was started is no error', async () => {
  server.answer = awsAnswer(400, {}, 'ExecutionAlreadyExists');

  expect(await machines.start(anEnrollment('acme', 'e1'), input)).toBe('started');
});

test('a version that is not deployed is told, and nothing at all that could be started is an error', async () => {
  server.answer = awsAnswer(400, {}, 'StateMachineDoesNotExist');

  expect(await machines.start(anEnrollment('acme', 'e1'), input)).toBe('missing');
  await expect(machines.start(anEnrollment('acme', 'e1'), input, { fallBackToLive: true })).rejects.toMatchObject({
    name: 'StateMachineDoesNotExist',
  });
});

test('a wait is resumed with an empty answer, and interrupted with error and cause', async () => {
  server.answer = awsAnswer(200, {});

  expect(await machines.resume('token')).toBe(true);
  expect(sent()).toEqual({ taskToken: 'token', output: '{}' });
  server.received.length = 0;
  expect(await machines.interrupt('token', 'Journey.Rescheduled', { until: '2026-03-04T09:00:00Z' })).toBe(true);
  expect(sent()).toEqual({
    taskToken: 'token',
    error: 'Journey.Rescheduled',
    cause: '{"until":"2026-03-04T09:00:00Z"}',
  });
});

test.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])('%s: the wait is already over', async name => {
  server.answer = awsAnswer(400, {}, name);

  expect(await machines.resume('token')).toBe(false);
  expect(await machines.interrupt('token', 'Journey.Exited', {})).toBe(false);
});

test('no other error tells the token', async () => {
  server.answer = awsAnswer(400, { message: "Value 'secret-token' at 'taskToken' is bad" }, 'ValidationException');

  const error = await machines.resume('secret-token').catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({ message: expect.stringContaining('ValidationException') });
  expect(inspect(error)).not.toContain('secret-token');
});
