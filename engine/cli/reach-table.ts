import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Command } from 'commander';
import * as z from 'zod';
import { environments } from '../../infra/configuration.ts';
import { namesOf } from '../../infra/names.ts';
import { systemClock } from '../adapters/aws/clock.ts';
import { managedSecrets } from '../adapters/aws/secrets.ts';
import { accountStore } from '../adapters/aws/table/account-store.ts';
import { tableContactRecords } from '../adapters/aws/table/contact-records.ts';
import { applyEnvironment } from '../local/aws-environment.ts';
import type { ContactRecords } from '../services/contacts/contact-records.ts';
import type { AccountStore, Clock } from '../services/ports.ts';
import type { Settings } from '../services/settings.ts';
import { secrets } from '../wiring/secrets.ts';
import { UserError } from './user-error.ts';

/** Where a verb works that reads and writes the table. */
export interface Where {
  environment?: string;
  dev?: string;
}

export interface Reached {
  accounts: AccountStore;
  records: ContactRecords;
  clock: Clock;
  settings: Pick<Settings, 'tokenSecrets'>;
}

export const withWhere = (command: Command): Command =>
  command
    .option('--environment <name>', `the deployment: ${environments.join(', ')}`)
    .option('--dev <url>', 'the local cloud of `npx daymark dev` instead, such as http://127.0.0.1:4000');

/** @throws UserError where neither is named, or it is not there */
export const reachTable = async ({ environment, dev }: Where): Promise<Reached> => {
  const name = environments.find(each => each === environment);
  if (dev !== undefined && environment === undefined) return reached(await ofDev(dev));
  if (name !== undefined && dev === undefined) return reached(await ofAws(name));
  throw new UserError(
    'no deployment is named',
    `add --environment with one of ${environments.join(', ')}, or --dev with the URL of \`npx daymark dev\``,
    2,
  );
};

interface Place {
  table: string;
  tokenSecret: string;
  clock: Clock;
}

const reached = ({ table: name, tokenSecret, clock }: Place): Reached => {
  const [first = '', ...others] = tokenSecret.split(',').map(each => each.trim());
  const tokenSecrets = [first, ...others] as const;
  const table = { client: new DynamoDBClient({}), name, addressKeys: () => tokenSecrets };
  return {
    accounts: accountStore(table, clock),
    records: tableContactRecords(table),
    clock,
    settings: { tokenSecrets },
  };
};

/** The token secret, by which addresses are known again, is read as the functions read it. */
const ofAws = async (environment: (typeof environments)[number]): Promise<Place> => {
  const { table, secret } = namesOf(environment);
  const named = JSON.stringify({ DAYMARK_TOKEN_SECRET: secret(secrets.DAYMARK_TOKEN_SECRET) });
  const values = await managedSecrets({ DAYMARK_SECRETS: named })(Date.now());
  return { table, tokenSecret: values.DAYMARK_TOKEN_SECRET ?? '', clock: systemClock };
};

const said = z.object({
  now: z.string(),
  variables: z.looseObject({ DAYMARK_TABLE: z.string(), DAYMARK_TOKEN_SECRET: z.string() }),
});

/** The clients of this process go there from then on, and its time is that of its clock, which may have been moved. */
const ofDev = async (url: string): Promise<Place> => {
  const answer = await fetch(new URL('/dev/environment', url)).catch(() => undefined);
  const { data } = said.safeParse(await answer?.json().catch(() => undefined));
  if (!data)
    throw new UserError(`${url} is no local cloud`, 'start `npx daymark dev`, and give the URL that it prints');
  applyEnvironment(data.variables as Record<string, string>);
  const { variables, now } = data;
  return { table: variables.DAYMARK_TABLE, tokenSecret: variables.DAYMARK_TOKEN_SECRET, clock: { now: () => now } };
};
