import { readFileSync } from 'node:fs';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { type Command, Option } from 'commander';
import * as z from 'zod';
import { type EnvironmentName, readConfiguration } from '../../infra/configuration.ts';
import { namesOf } from '../../infra/names.ts';
import { systemClock } from '../adapters/aws/clock.ts';
import { mailerClientConfig, sesMailer } from '../adapters/aws/mailer.ts';
import { nameOneOf } from '../kernel/did-you-mean.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import { memoryBuild } from '../memory/build.ts';
import { type SampleAccount, sampleAccounts } from '../templates/sample-accounts.ts';
import { prepareTest } from '../templates/use-cases/send-test.ts';
import { openSoundProject } from './project.ts';
import { reach, type Where, withWhere } from './reach.ts';
import { UserError } from './user-error.ts';
import type { sendTestJson } from './verb-json.ts';

interface Options extends Where {
  to: string;
  account: SampleAccount;
  locale?: string;
  journeys: string;
  json?: true;
}

/** `daymark send-test`: mails a template to a member of the team or the test inbox. */
export const sendTestVerb = (program: Command): void => {
  withWhere(program.command('send-test <template>'))
    .description('mail a template to a member of the team or the test inbox, as a sample account would get it')
    .requiredOption('--to <address>', 'an address of journeys/team.ts, or the test inbox of the environment')
    .addOption(
      new Option('--account <which>', 'sample account to render it for').choices(sampleAccounts).default('typical'),
    )
    .option('--locale <locale>', 'locale of the text (default: that of the account)')
    .option('--journeys <dir>', 'folder of journeys, beside which templates lie', 'journeys')
    .option('--json', 'print what was sent as JSON')
    .addHelpText('after', '\nExample:\n  npx daymark send-test welcome --to maya@example.com --environment prod')
    .action(async (template: string, { to, account, locale, journeys, json, ...where }: Options) => {
      const project = await openSoundProject({ journeys });
      const mail = mailSettings(where.environment);
      const allowed = [...project.team.map(({ email }) => email), ...(mail.testInbox ? [mail.testInbox] : [])];
      if (!allowed.some(address => address.toLowerCase() === to.toLowerCase()))
        throw new UserError(
          `${to} is neither in the team nor the test inbox, so no test mail goes there`,
          nameOneOf(to, allowed),
        );
      await reach(where);
      const prefix = where.environment === undefined ? 'daymark' : namesOf(where.environment).prefix;
      const { subject, send } = await prepareTest(
        { template, to, account, locale },
        {
          build: memoryBuild(project),
          mailer: sesMailer(new SESv2Client(mailerClientConfig), systemClock, mail.live ? undefined : mail.testInbox),
          settings: { configurationSetPrefix: prefix },
        },
      ).catch(refusal);
      await send().catch(refusal);
      const sent: z.infer<typeof sendTestJson> = { template, subject, to: mail.live ? to : (mail.testInbox ?? to) };
      console.log(json ? JSON.stringify(sent) : `“${sent.subject}” was sent to ${sent.to}.`);
    });
};

const refusal = (error: unknown): never => {
  if (error instanceof RefusedRequest)
    throw new UserError(error.message, 'see `npx daymark preview` for what a template needs', 2);
  throw error;
};

/** The environment's mail settings. A local cloud delivers all mail to its mailbox. */
const mailSettings = (environment: EnvironmentName | undefined): { live: boolean; testInbox?: string | undefined } => {
  if (environment === undefined) return { live: true };
  const { context } = z
    .object({ context: z.looseObject({ daymark: z.unknown() }) })
    .parse(JSON.parse(readFileSync('cdk.json', 'utf8')));
  return readConfiguration(context.daymark, environment).mail;
};
