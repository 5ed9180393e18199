import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { buildConsole } from '../build/build-console.ts';
import { type Project, playbooksBeside } from '../build/build-project.ts';
import { samplePrompts } from '../build/sample-prompts.ts';
import { csmOf, type Team } from '../definition/team.ts';
import { createChanges } from '../local/dev/changes.ts';
import { createGate } from '../local/dev/gate.ts';
import { linkingTo } from '../local/dev/linking-to.ts';
import { serveDev } from '../local/dev-server.ts';
import { devSession } from '../local/dev-session.ts';
import { createDevTokens } from '../local/dev-tokens.ts';
import { freePort } from '../local/listen.ts';
import { localSecrets } from '../local/local-secrets.ts';
import { openApiDocument } from '../views/open-api.ts';
import { buildStore } from './dev/build-store.ts';
import { claimFolder } from './dev/claim-folder.ts';
import { createKeeper, forgetKept, keptStart } from './dev/keeper.ts';
import { buildsFolder, devFolder } from './dev/play-snapshot.ts';
import { playedStart } from './dev/played-start.ts';
import { reloadOnChange } from './dev/reload.ts';
import { type DevCloud, type DevStart, startDevCloud } from './dev/start-cloud.ts';
import { devReady, devWelcome } from './dev-welcome.ts';
import { playingDefaults } from './playing-options.ts';
import { openSoundProject, templatesOf } from './project.ts';
import { defaultDynamoDb } from './run.ts';
import { UserError } from './user-error.ts';

/** `daymark dev`: keeps the local cloud running, with the HTTP endpoints and a clock that can be moved. */
export const dev = (program: Command): void => {
  program
    .command('dev')
    .description('keep the local cloud running, with the HTTP endpoints and a clock that can be moved')
    .option('--port <n>', 'port to listen on; 0 picks a free one', port, 4000)
    .option('--journeys <dir>', 'folder of journeys', playingDefaults.journeys)
    .option(
      '--origin <origin>',
      'origin of your app, which shows prompts or sends calls, such as http://localhost:3000 (repeatable)',
      (origin: string, origins: string[] = []) => [...origins, originIn(origin)],
    )
    .option(
      '--play [dir]',
      'start where a play ended, with its accounts and tasks: the last play, or an earlier one such as .daymark/plays/3',
    )
    .option('--dynamodb <which>', 'embedded, official (DynamoDB Local of AWS), or a URL', defaultDynamoDb)
    .option('--fresh', 'discard the state of the last run, and start empty')
    .option('--json', 'print the URL as one line of JSON once it is ready')
    .addHelpText('after', '\nExample:\n  npx daymark dev --play')
    .action(runDev);
};

const runDev = async (options: DevVerb): Promise<void> => {
  const project = await openSoundProject(options);
  const port = await freePort(options.port);
  const store = buildStore(buildsFolder);
  const build = await store.write(project);
  const url = `http://127.0.0.1:${port}`;
  const claim = await claimFolder(devFolder, url);
  const keeps = options.dynamodb === 'embedded' && 'release' in claim;
  const tokens = await createDevTokens(url);
  const environment = {
    ...localSecrets,
    DAYMARK_PUBLIC_URL: url,
    DAYMARK_CONSOLE_ORIGIN: url,
    DAYMARK_ARCHIVE: 'daymark-events',
    DAYMARK_TASK_URL: `${url}/tasks/{task}`,
    DAYMARK_APP_ORIGINS: (options.origin ?? []).join(','),
    DAYMARK_TASK_SINKS: JSON.stringify({ eventBus: 'daymark' }),
    DAYMARK_CSM_TOKENS: JSON.stringify(tokens.settings),
  };
  const start = (from: DevStart['from'], of = build) =>
    startDevCloud({ build: of, store, dynamodb: options.dynamodb, environment, from });
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => undefined);
  const watched = (started: DevCloud): DevCloud => {
    started.lost.catch(ended.reject);
    return started;
  };

  const from = await startOf(options, { project, build, url, keeps });
  let cloud = watched(await start(from));
  const [gate, changes] = [createGate(), createChanges()];
  const keeper = keeps ? createKeeper(devFolder, gate, () => cloud) : undefined;
  const back = async (id: string): Promise<DevCloud> => {
    const earlier = await keeper?.read(id);
    if (!earlier) throw new Error(`No snapshot ${id}: see GET /dev/snapshots.`);
    const latest = cloud.builds.at(-1);
    await cloud.stop();
    cloud = watched(await start(earlier, latest));
    return cloud;
  };
  const sources = reloadOnChange({
    folders: [options.journeys, templatesOf(options.journeys), playbooksBeside(options.journeys)].filter(existsSync),
    ...{ journeys: options.journeys, builds: buildsFolder, store, changes, cloud: () => cloud, say: console.error },
  });
  try {
    const server = await serveDev(cloud, port, {
      tokens: {
        keys: tokens.keys,
        of: csm => tokens.sign(emailOf(csm, project.team), cloud.now()),
        session: as => devSession(as, project.team, tokens, cloud.now()),
      },
      console: [...(await buildConsole({ sourceMap: true })), openApiFile()],
      samples: {
        prompts: await samplePrompts(project, templatesOf(options.journeys)),
        sender: project.journeys[0]?.definition.policy.sender,
      },
      ...{ gate, changes, problems: sources.problems, catalog: () => project.catalog },
      ...(keeper && { snapshots: { take: keeper.take, list: keeper.list, back } }),
    });
    const say = options.json ? console.error : console.log;
    if (from) say(`It is ${cloud.now()}: \`--fresh\` begins anew.`);
    if (options.json) console.log(devReady(server.url, cloud.now(), project));
    else console.log(devWelcome(server.url, project));
    if ('by' in claim) say(`${claim.by} stores its state in this folder. The state of this one won't be saved.`);
    keeper?.start();
    try {
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), ended.promise]);
      await keeper?.keepNow();
    } finally {
      keeper?.stop();
      await server.stop();
    }
  } finally {
    sources.stop();
    await cloud.stop();
    if ('release' in claim) claim.release();
  }
};

interface DevVerb {
  port: number;
  journeys: string;
  dynamodb: string;
  origin?: string[];
  play?: string | true;
  fresh?: true;
  json?: true;
}

/** @throws UserError */
const startOf = async (
  { play, dynamodb, fresh }: DevVerb,
  { project, build, url, keeps }: { project: Project; build: string; url: string; keeps: boolean },
): Promise<DevStart['from']> => {
  if (keeps && (fresh || play !== undefined)) await forgetKept(devFolder);
  if (play === undefined) return keeps ? keptStart(devFolder) : undefined;
  if (dynamodb !== 'embedded')
    throw new UserError(`--play cannot fill a table of ${dynamodb}`, 'leave out --dynamodb to use the embedded one');
  const { state, folder } = await playedStart(play === true ? '.daymark' : play, project, build);
  return { state: linkingTo(url, state), folder };
};

const openApiFile = () => ({
  name: 'openapi.json',
  type: 'application/json',
  content: Buffer.from(JSON.stringify(openApiDocument(), null, 2)),
});

const emailOf = (csm: string, team: Team): string => {
  const email = csmOf(csm, team)?.email;
  if (email) return email;
  throw new Error(
    `The team has no "${csm}". Request /dev/token?csm=<id> with one of ${team.map(({ id }) => id).join(', ')}.`,
  );
};

const originIn = (text: string): string => {
  if (!URL.canParse(text) || new URL(text).origin !== text)
    throw new InvalidArgumentError('Write an origin such as http://localhost:3000, without a path.');
  return text;
};

const port = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new InvalidArgumentError('Write a port from 0 to 65535.');
  return number;
};
