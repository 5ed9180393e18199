import { buildProject } from '../engine/build/build-project.ts';
import { writeBuild } from '../engine/build/write-build.ts';
import { instant, plusSeconds } from '../engine/kernel/instant.ts';
import { callFunctions, loadFunctions } from '../engine/local/load-functions.ts';
import { type LocalCloud, startLocalCloud } from '../engine/local/local-cloud.ts';
import { localSecrets } from '../engine/local/local-secrets.ts';
import { deliver } from '../engine/playback/deliver.ts';
import { account, track } from '../test/support/recorded-events.ts';
import { inFolder } from './in-folder.ts';
import { startMeteredDynamoDb } from './metered-dynamodb.ts';
import { type Part, timed } from './part.ts';

const startAt = instant('2026-01-05T10:00:00Z');
const accounts = Array.from({ length: 200 }, (_, index) => `account-${index}`);
/** Events of each account within the three months or so that the shipped rules look back. */
const eventsEach = 60;

/** The weekly evaluation of accounts by the shipped journeys: sweep, queue, one query and one write each. */
export const evaluation: Part = tell =>
  inFolder(async folder => {
    await writeBuild(await buildProject({ journeys: 'journeys', templates: 'templates' }), folder);
    const dynamodb = await startMeteredDynamoDb();
    const environment = { ...localSecrets, DAYMARK_BUILD: folder };
    const cloud = await startLocalCloud({ startAt, dynamodb: dynamodb.url, environment });
    try {
      await loadFunctions(cloud);
      callFunctions(cloud);
      tell('accounts and their usage');
      await known(cloud);
      await cloud.advanceTo('2026-01-12T01:59:00.000Z');
      tell('one week');
      const before = { ...dynamodb.units };
      const { wall, cpu } = await timed(() => cloud.advanceTo('2026-01-12T04:01:00.000Z'));
      const each = (units: number) => units / accounts.length;
      return [
        { name: 'weekly evaluation', value: accounts.length / wall, unit: 'accounts/s' },
        { name: 'weekly evaluation', value: (cpu * 1000) / accounts.length, unit: 'ms CPU each' },
        { name: 'weekly evaluation', value: each(dynamodb.units.read - before.read), unit: 'read units each' },
        { name: 'weekly evaluation', value: each(dynamodb.units.write - before.write), unit: 'write units each' },
      ];
    } finally {
      await cloud.stop();
      await dynamodb.stop();
    }
  });

const known = async (cloud: LocalCloud): Promise<void> => {
  const bodies = accounts.flatMap(id => [
    ...account(id, startAt, { touchModel: 'high' }),
    ...Array.from({ length: eventsEach }, (_, n) => track(id, 'Task Completed', plusSeconds(startAt, n * 60))),
  ]);
  for (const body of bodies) await deliver(cloud, { kind: 'segment', body, text: JSON.stringify(body) });
  await cloud.settle();
};
