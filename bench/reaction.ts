import { setTimeout as pause } from 'node:timers/promises';
import { buildProject } from '../engine/build/build-project.ts';
import { writeBuild } from '../engine/build/write-build.ts';
import { instant } from '../engine/kernel/instant.ts';
import { serveDev } from '../engine/local/dev-server.ts';
import { type LocalCloud, startLocalCloud } from '../engine/local/local-cloud.ts';
import { localSecrets } from '../engine/local/local-secrets.ts';
import { populate } from '../engine/playback/populate.ts';
import { account, track } from '../test/support/recorded-events.ts';
import { inFolder } from './in-folder.ts';
import { type Part, percentileOf } from './part.ts';

const samples = 100;
const startAt = instant('2026-01-05T10:00:00Z');

/** Time in `daymark dev` from the POST of a signup to the welcome mail in the mailbox. */
export const reaction: Part = tell =>
  inFolder(async folder => {
    const project = await buildProject({ journeys: 'journeys', templates: 'templates' });
    await writeBuild(project, folder);
    const cloud = await startLocalCloud({ startAt, environment: { ...localSecrets, DAYMARK_BUILD: folder } });
    try {
      await populate(cloud, project);
      const server = await serveDev(cloud, 0);
      const times: number[] = [];
      for (let sample = 0; sample < samples; sample++) {
        tell(`${sample + 1} of ${samples}`);
        times.push(await fromSignupToMail(cloud, server.url, `account-${sample}`));
      }
      await server.stop();
      const name = `POST of a signup to its mail, ${samples} times`;
      return [
        { name, value: percentileOf(times, 50), unit: 'ms p50' },
        { name, value: percentileOf(times, 99), unit: 'ms p99' },
      ];
    } finally {
      await cloud.stop();
    }
  });

const fromSignupToMail = async (cloud: LocalCloud, url: string, id: string): Promise<number> => {
  for (const body of account(id, startAt)) await post(url, body);
  const mails = cloud.mailbox.mails().length;
  const before = performance.now();
  await post(url, track(id, 'Account Created', cloud.now()));
  while (cloud.mailbox.mails().length === mails) {
    if (performance.now() - before > 10_000) throw new Error(`No mail came of the signup of ${id} in 10 seconds.`);
    await pause(1);
  }
  return performance.now() - before;
};

const post = async (url: string, body: Readonly<Record<string, unknown>>): Promise<void> => {
  const response = await fetch(`${url}/v1/${body.type}`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('local:')}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
};
