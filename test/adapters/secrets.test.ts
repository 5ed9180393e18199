import { CreateSecretCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { coldStart } from '../../engine/adapters/aws/cold-start.ts';
import { managedSecrets } from '../../engine/adapters/aws/secrets.ts';
import { instant, plusSeconds } from '../../engine/kernel/instant.ts';
import { type LocalCloud, startLocalCloud } from '../../engine/local/local-cloud.ts';

const startAt = instant('2026-03-01T09:00:00Z');
const start = Date.parse(startAt);
const minutes = (count: number) => start + count * 60_000;
const env = { DAYMARK_SECRETS: JSON.stringify({ DAYMARK_WRITE_KEYS: 'daymark/test/write-keys' }) };

let cloud: LocalCloud;
let client: SecretsManagerClient;
beforeAll(async () => {
  cloud = await startLocalCloud({
    startAt,
    environment: { DAYMARK_BUILD: 'build', DAYMARK_PUBLIC_URL: 'https://acme.example' },
  });
  client = new SecretsManagerClient({});
  await client.send(new CreateSecretCommand({ Name: 'daymark/test/write-keys', SecretString: 'first' }));
});
beforeEach(() => rotateTo('first'));
afterAll(async () => {
  client.destroy();
  await cloud.stop();
});

const rotateTo = (value: string) =>
  client.send(new PutSecretValueCommand({ SecretId: 'daymark/test/write-keys', SecretString: value }));

describe('a secret', () => {
  it('that was rotated is used within five minutes, and asked for once meanwhile', async () => {
    const secrets = managedSecrets(env);
    const first = await secrets(start);
    await rotateTo('second');
    expect([first, await secrets(minutes(4))]).toEqual([
      { DAYMARK_WRITE_KEYS: 'first' },
      { DAYMARK_WRITE_KEYS: 'first' },
    ]);
    expect(await secrets(minutes(5))).toEqual({ DAYMARK_WRITE_KEYS: 'second' });
  });

  it('that did not change is the very same, so that nothing is connected anew', async () => {
    const secrets = managedSecrets(env);
    expect(await secrets(minutes(0))).toBe(await secrets(minutes(10)));
  });

  it('holds while Secrets Manager does not answer', async () => {
    const secrets = managedSecrets(env);
    await secrets(start);
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
    expect(await secrets(minutes(5))).toEqual({ DAYMARK_WRITE_KEYS: 'first' });
    vi.unstubAllEnvs();
  });

  it('that does not exist fails the invocation', async () => {
    const secrets = managedSecrets({ DAYMARK_SECRETS: '{"DAYMARK_WRITE_KEYS":"daymark/test/none"}' });
    await expect(secrets(start)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('is named by JSON, or the function says what is wrong', () => {
    for (const text of ['daymark/test/write-keys', '[]', '{"WRITE_KEYS":"x"}'])
      expect(() => managedSecrets({ DAYMARK_SECRETS: text })).toThrow(/DAYMARK_SECRETS must be JSON/);
  });

  it('connects a handler anew when it was rotated, and never else', async () => {
    vi.stubEnv('DAYMARK_SECRETS', env.DAYMARK_SECRETS);
    const seen: (readonly string[])[] = [];
    const handler = coldStart(ports => {
      seen.push(ports.settings.writeKeys);
      return async () => ports.settings.writeKeys;
    });
    const call = () => handler({}, {} as never);
    await call();
    await rotateTo('second, third');
    expect(await call()).toEqual(['first']);
    await cloud.advanceTo(plusSeconds(startAt, 300));
    expect(await call()).toEqual(['second', 'third']);
    expect(seen).toEqual([['first'], ['second', 'third']]);
    vi.unstubAllEnvs();
  });
});
