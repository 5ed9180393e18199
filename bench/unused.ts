import { buildProject, type Project } from '../engine/build/build-project.ts';
import { writeBuild } from '../engine/build/write-build.ts';
import { instant, plusSeconds } from '../engine/kernel/instant.ts';
import { callFunctions, loadFunctions } from '../engine/local/load-functions.ts';
import { type LocalCloud, startLocalCloud } from '../engine/local/local-cloud.ts';
import { localSecrets } from '../engine/local/local-secrets.ts';
import { deliver } from '../engine/playback/deliver.ts';
import { account, track } from '../test/support/recorded-events.ts';
import { inFolder } from './in-folder.ts';
import { type MeteredDynamoDb, startMeteredDynamoDb } from './metered-dynamodb.ts';
import type { MeasuredFigure, Part } from './part.ts';

const startAt = instant('2026-01-05T10:00:00Z');
const accounts = Array.from({ length: 20 }, (_, index) => `account-${index}`);

/**
 * The cost of customer success for an account that uses none of it: the same journeys with the sample business's whole
 * catalog, and with a catalog without segments, stages, health profiles, goals and survey topics, without pools and
 * playbooks. Counts DynamoDB's calls and units, which do not depend on the machine's load.
 */
export const unused: Part = async tell => {
  const project = plain(await buildProject({ journeys: 'journeys', templates: 'templates' }));
  tell('with all of it');
  const whole = await measure(project);
  tell('without');
  const bare = await measure(without(project));
  return whole.flatMap((figure, index): MeasuredFigure[] => {
    const { value = Number.NaN } = bare[index] ?? {};
    const { name, unit } = figure;
    return [
      { name: `${name}, ${unit}`, value: figure.value, unit: 'with' },
      { name: `${name}, ${unit}`, value, unit: 'without' },
      { name: `${name}, ${unit}`, value: figure.value / value, unit: 'ratio' },
    ];
  });
};

/** The journeys that use no customer success feature. */
const plain = (project: Project): Project => ({
  ...project,
  journeys: project.journeys.filter(({ definition }) => ['payment-recovery', 'card-expiring'].includes(definition.id)),
});

const without = (project: Project): Project => {
  const { segments: _, stages: __, goals: ___, surveyTopics: ____, health, ...catalog } = project.catalog;
  const { profiles: _____, ...model } = health ?? {};
  return {
    ...project,
    catalog: { ...catalog, ...(health && { health: model as typeof health }) },
    pools: [],
    playbooks: [],
  };
};

const measure = (project: Project): Promise<MeasuredFigure[]> =>
  inFolder(async folder => {
    await writeBuild(project, folder);
    const dynamodb = await startMeteredDynamoDb();
    const environment = { ...localSecrets, DAYMARK_BUILD: folder };
    const cloud = await startLocalCloud({ startAt, dynamodb: dynamodb.url, environment });
    try {
      await loadFunctions(cloud);
      callFunctions(cloud);
      const send = async (bodies: readonly Readonly<Record<string, unknown>>[]) => {
        for (const body of bodies) await deliver(cloud, { kind: 'segment', body, text: JSON.stringify(body) });
        await cloud.settle();
      };
      await send(accounts.flatMap(id => account(id, startAt)));
      const counted = await spent(dynamodb, () =>
        send(accounts.map(id => track(id, 'Task Completed', plusSeconds(startAt, 60)))),
      );
      const routed = await spent(dynamodb, () =>
        send(accounts.flatMap(id => account(id, plusSeconds(startAt, 120), { arr: 9000 }).slice(0, 1))),
      );
      await upTo(cloud, '2026-01-12T01:59:00.000Z');
      const evaluated = await spent(dynamodb, () => upTo(cloud, '2026-01-12T05:01:00.000Z'));
      return [
        ...figuresOf('usage that only counts', counted),
        ...figuresOf('an attribute that changes', routed),
        ...figuresOf('weekly evaluation', evaluated),
      ];
    } finally {
      await cloud.stop();
      await dynamodb.stop();
    }
  });

const upTo = async (cloud: LocalCloud, at: string): Promise<void> => {
  await cloud.advanceTo(instant(at));
  await cloud.settle();
};

type Spent = Record<'read calls' | 'write calls' | 'read units' | 'write units', number>;

/** Usage per account. */
const spent = async (dynamodb: MeteredDynamoDb, work: () => Promise<unknown>): Promise<Spent> => {
  const [units, calls] = [{ ...dynamodb.units }, { ...dynamodb.calls }];
  await work();
  const each = (now: number, before: number) => (now - before) / accounts.length;
  return {
    'read calls': each(dynamodb.calls.read, calls.read),
    'write calls': each(dynamodb.calls.write, calls.write),
    'read units': each(dynamodb.units.read, units.read),
    'write units': each(dynamodb.units.write, units.write),
  };
};

const figuresOf = (name: string, each: Spent): MeasuredFigure[] =>
  Object.entries(each).map(([unit, value]) => ({ name, value, unit }));
