import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parameterSwitches, switchesClientConfig } from '../../engine/adapters/aws/kill-switches.ts';
import { instant, plusSeconds } from '../../engine/kernel/instant.ts';
import { type LocalCloud, startLocalCloud } from '../../engine/local/local-cloud.ts';
import type { Switches } from '../../engine/ports/ports.ts';

const now = instant('2026-03-01T09:00:00Z');
const later = (seconds: number) => plusSeconds(now, seconds);
const path = '/daymark/switches';

let cloud: LocalCloud;
let client: SSMClient;
let switches: Switches;
let given: string[] = [];

beforeAll(async () => {
  cloud = await startLocalCloud({ startAt: now });
  client = new SSMClient(switchesClientConfig);
});
beforeEach(async () => {
  for (const name of given.splice(0)) await client.send(new DeleteParameterCommand({ Name: name }));
  switches = parameterSwitches(client, path);
});
afterAll(async () => {
  client.destroy();
  await cloud.stop();
});

const set = async (name: string, value: string) => {
  given = [...new Set([...given, `${path}/${name}`])];
  await client.send(
    new PutParameterCommand({ Name: `${path}/${name}`, Value: value, Type: 'String', Overwrite: true }),
  );
};

describe('kill switches', () => {
  it('are all off where nobody set one', async () => {
    expect(await switches.read(now)).toEqual({
      everything: false,
      classes: new Set(),
      journeys: new Set(),
      closed: new Set(),
      values: expect.any(Map),
    });
  });

  it('pause everything, a class, or any number of journeys', async () => {
    await set('class/marketing', 'paused');
    const journeys = Array.from({ length: 23 }, (_, index) => `journey-${index}`);
    for (const journey of journeys) await set(`journey/${journey}`, 'paused');
    expect(await switches.read(now)).toEqual({
      everything: false,
      classes: new Set(['marketing']),
      journeys: new Set(journeys),
      closed: new Set(),
      values: expect.any(Map),
    });
    await set('all', 'paused');
    expect(await switches.read(later(30))).toMatchObject({ everything: true });
  });

  it('pause whoever set them for whatever reason, and let nobody in where they close a journey', async () => {
    await set('journey/renewal', 'paused by the brake: 400 sends in ten minutes');
    await set('journey/onboarding', 'running: it was paused');
    await set('entry/trial', 'closed');
    expect(await switches.read(now)).toMatchObject({ journeys: new Set(['renewal']), closed: new Set(['trial']) });
  });

  it('are seen at once by whoever set them', async () => {
    expect(await switches.read(now)).toMatchObject({ journeys: new Set() });
    given.push(`${path}/journey/onboarding`);
    await switches.set('journey/onboarding', 'paused');
    expect(await switches.read(now)).toMatchObject({ journeys: new Set(['onboarding']) });
  });

  it('are off again when set to anything else', async () => {
    await set('journey/onboarding', 'running');
    expect(await switches.read(now)).toMatchObject({ journeys: new Set() });
  });

  it('are seen within 30 seconds of the clock, which may be set back', async () => {
    await switches.read(now);
    await set('journey/renewal', 'paused');
    expect(await switches.read(later(29))).toMatchObject({ journeys: new Set() });
    expect(await switches.read(later(30))).toMatchObject({ journeys: new Set(['renewal']) });
    await set('journey/renewal', 'running');
    expect(await switches.read(later(10))).toMatchObject({ journeys: new Set() });
  });

  it('are unknown when nobody can be asked, until somebody can', async () => {
    const endpoint = { at: 'http://127.0.0.1:1' };
    const lost = new SSMClient({ ...switchesClientConfig, endpoint: async () => parsed(endpoint.at) });
    const read = parameterSwitches(lost, path);
    expect(await read.read(now)).toBe('unknown');
    endpoint.at = cloud.url;
    expect(await read.read(later(4))).toBe('unknown');
    expect(await read.read(later(5))).toMatchObject({ everything: false });
    lost.destroy();
  });
});

const parsed = (url: string) => {
  const { protocol, hostname, port, pathname } = new URL(url);
  return { protocol, hostname, port: Number(port), path: pathname };
};
