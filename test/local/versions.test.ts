import {
  CreateStateMachineAliasCommand,
  DescribeExecutionCommand,
  PublishStateMachineVersionCommand,
  SFNClient,
  StartExecutionCommand,
  UpdateStateMachineAliasCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { stateMachineArn } from '../../engine/local/arn.ts';
import { type LocalCloud, startLocalCloud } from '../../engine/local/local-cloud.ts';

const startAt = '2026-03-28T09:00:00.000Z';
const machine = stateMachineArn('daymark-onboarding');
let cloud: LocalCloud;
let sfn: SFNClient;

beforeEach(async () => {
  cloud = await startLocalCloud({ startAt });
  sfn = new SFNClient({});
});
afterEach(async () => {
  sfn.destroy();
  await cloud.stop();
});

/** Waits a day, and says which version it is. */
const deploy = (says: string) =>
  cloud.deploy({
    onboarding: {
      QueryLanguage: 'JSONata',
      StartAt: 'wait',
      States: {
        wait: { Type: 'Wait', Seconds: 86_400, Next: 'say' },
        say: { Type: 'Pass', Output: says, End: true },
      },
    },
  });
const start = async (name: string, arn = `${machine}:live`) =>
  (await sfn.send(new StartExecutionCommand({ stateMachineArn: arn, name, input: '{}' }))).executionArn;
const outputOf = async (arn?: string) => (await sfn.send(new DescribeExecutionCommand({ executionArn: arn }))).output;

describe('a deployed journey', () => {
  it('keeps the version it started with, while new enrollments start the new one', async () => {
    await deploy('one');
    const before = await start('before');
    await deploy('two');
    const after = await start('after');
    await cloud.advanceTo(plusSeconds(startAt, 90_000));
    expect([await outputOf(before), await outputOf(after)]).toEqual(['"one"', '"two"']);
  });

  it('starts an enrollment once, whatever is live by the second time', async () => {
    await deploy('one');
    const first = await start('same');
    await deploy('two');
    expect(await start('same')).toBe(first);
  });

  it('can be started in any version that was published', async () => {
    await deploy('one');
    await deploy('two');
    const old = await start('old', `${machine}:1`);
    await cloud.advanceTo(plusSeconds(startAt, 90_000));
    expect(await outputOf(old)).toBe('"one"');
  });

  it('gets no second version when nothing has changed', async () => {
    await deploy('one');
    await deploy('one');
    const { stateMachineVersionArn } = await sfn.send(
      new PublishStateMachineVersionCommand({ stateMachineArn: machine }),
    );
    expect(stateMachineVersionArn).toBe(`${machine}:1`);
  });

  it('has no versions and aliases but its own', async () => {
    await deploy('one');
    const to = (version: string) => [{ stateMachineVersionArn: `${machine}:${version}`, weight: 100 }];
    await expect(start('none', `${machine}:test`)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    await expect(
      sfn.send(new CreateStateMachineAliasCommand({ name: 'test', routingConfiguration: to('7') })),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await expect(
      sfn.send(
        new UpdateStateMachineAliasCommand({ stateMachineAliasArn: `${machine}:test`, routingConfiguration: to('1') }),
      ),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });
});
