import { once } from 'node:events';
import { type Command, InvalidArgumentError } from 'commander';
import { buildConsole } from '../build/build-console.ts';
import { samplePrompts } from '../build/sample-prompts.ts';
import { writeBuild } from '../build/write-build.ts';
import { csmOf, type Team } from '../definition/team.ts';
import { instant } from '../kernel/instant.ts';
import { serveDev } from '../local/dev-server.ts';
import { devSession } from '../local/dev-session.ts';
import { createDevTokens } from '../local/dev-tokens.ts';
import { freePort } from '../local/listen.ts';
import { startLocalCloud } from '../local/local-cloud.ts';
import { localSecrets } from '../local/local-secrets.ts';
import { populate } from '../playback/populate.ts';
import { devWelcome } from './dev-welcome.ts';
import { playingDefaults } from './playing-options.ts';
import { openSoundProject, templatesOf } from './project.ts';
import { defaultDynamoDb } from './run.ts';

/** `daymark dev`: the local cloud kept running, with the HTTP endpoints and a clock that can be moved. */
export const dev = (program: Command): void => {
  program
    .command('dev')
    .description('keep the local cloud running, with the HTTP endpoints and a clock that can be moved')
    .option('--port <n>', 'port to listen on, 0 for any free one', port, 4000)
    .option('--journeys <dir>', 'folder of journeys', playingDefaults.journeys)
    .option(
      '--origin <origin>',
      'where pages of yours are that show prompts or send calls, such as http://localhost:3000 (repeatable)',
      (origin: string, origins: string[] = []) => [...origins, originIn(origin)],
    )
    .option('--dynamodb <which>', 'embedded, official (DynamoDB Local of AWS), or a URL', defaultDynamoDb)
    .action(async (options: { port: number; journeys: string; dynamodb: string; origin?: string[] }) => {
      const project = await openSoundProject(options);
      const port = await freePort(options.port);
      const buildFolder = '.daymark/dev';
      const tokens = await createDevTokens(`http://127.0.0.1:${port}`);
      await writeBuild(project, buildFolder, { pictures: true });
      const cloud = await startLocalCloud({
        startAt: instant(Date.now()),
        dynamodb: options.dynamodb,
        environment: {
          ...localSecrets,
          DAYMARK_PUBLIC_URL: `http://127.0.0.1:${port}`,
          DAYMARK_BUILD: buildFolder,
          DAYMARK_CONSOLE_ORIGIN: `http://127.0.0.1:${port}`,
          DAYMARK_TASK_URL: `http://127.0.0.1:${port}/tasks/{task}`,
          DAYMARK_APP_ORIGINS: (options.origin ?? []).join(','),
          DAYMARK_TASK_SINKS: JSON.stringify({ eventBus: 'daymark' }),
          DAYMARK_CSM_TOKENS: JSON.stringify(tokens.settings),
        },
      });
      try {
        await populate(cloud, project);
        const server = await serveDev(cloud, port, {
          tokens: {
            keys: tokens.keys,
            of: csm => tokens.sign(emailOf(csm, project.team), cloud.now()),
            session: as => devSession(as, project.team, tokens, cloud.now()),
          },
          console: await buildConsole({ sourceMap: true }),
          samples: {
            prompts: await samplePrompts(project, templatesOf(options.journeys)),
            sender: project.journeys[0]?.definition.policy.sender,
          },
        });
        console.log(devWelcome(server.url, project));
        try {
          await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), cloud.lost]);
        } finally {
          await server.stop();
        }
      } finally {
        await cloud.stop();
      }
    });
};

const emailOf = (csm: string, team: Team): string => {
  const email = csmOf(csm, team)?.email;
  if (email) return email;
  throw new Error(
    `The team has no "${csm}". Ask for /dev/token?csm=<id> with one of ${team.map(({ id }) => id).join(', ')}.`,
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
