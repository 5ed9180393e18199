import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Command } from 'commander';
import { systemClock } from '../adapters/aws/clock.ts';
import { managedSecrets } from '../adapters/aws/secrets.ts';
import { accountStore } from '../adapters/aws/table/account-store.ts';
import { tableContactRecords } from '../adapters/aws/table/contact-records.ts';
import { instant } from '../domain/instant.ts';
import { applyEnvironment } from '../local/aws-environment.ts';
import type { ContactRecords } from '../services/contacts/contact-records.ts';
import type { AccountStore, Clock, Settings } from '../services/ports.ts';
import { UserError } from './user-error.ts';

/** Where an operator's verb works: in the table of an AWS account, or in a local cloud that `daymark dev` runs. */
export interface Where {
  table?: string;
  tokenSecret?: string;
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
    .option('--table <name>', 'the DynamoDB table (default: DAYMARK_TABLE)', process.env.DAYMARK_TABLE)
    .option(
      '--token-secret <name>',
      'name of the token secret in Secrets Manager, such as daymark/prod/token-secret (default: the secrets themselves in DAYMARK_TOKEN_SECRET)',
    )
    .option('--dev <url>', 'work in the local cloud of `daymark dev` at this URL instead');

/** @throws UserError for what is missing */
export const reachTable = async ({ dev, ...where }: Where): Promise<Reached> => {
  const environment = dev === undefined ? await ofAws(where) : await ofDev(dev);
  const { DAYMARK_TABLE: name = '', DAYMARK_TOKEN_SECRET = '' } = environment;
  const [first = '', ...others] = DAYMARK_TOKEN_SECRET.split(',').map(each => each.trim());
  if (name === '') throw new UserError('--table is missing', 'give --table, or set DAYMARK_TABLE');
  if (first === '') {
    throw new UserError(
      '--token-secret is missing: addresses are known again by it',
      'give --token-secret daymark/prod/token-secret, or set DAYMARK_TOKEN_SECRET to the secrets themselves',
    );
  }
  const tokenSecrets = [first, ...others] as const;
  const table = { client: new DynamoDBClient({}), name, addressKeys: () => tokenSecrets };
  const clock = dev === undefined ? systemClock : await devClock(dev);
  return {
    accounts: accountStore(table, clock),
    records: tableContactRecords(table),
    clock,
    settings: { tokenSecrets },
  };
};

type Variables = Readonly<Record<string, string | undefined>>;

const ofAws = async ({ table, tokenSecret }: Omit<Where, 'dev'>): Promise<Variables> => {
  const named = tokenSecret === undefined ? undefined : JSON.stringify({ DAYMARK_TOKEN_SECRET: tokenSecret });
  const secrets = await managedSecrets({ DAYMARK_SECRETS: named })(Date.now());
  return { DAYMARK_TOKEN_SECRET: process.env.DAYMARK_TOKEN_SECRET, ...secrets, DAYMARK_TABLE: table };
};

/** The clients of this process go to the local cloud from then on. */
const ofDev = async (url: string): Promise<Variables> => {
  const variables = (await askDev(url, '/dev/environment')) as Record<string, string>;
  applyEnvironment(variables);
  return variables;
};

const devClock = async (url: string): Promise<Clock> => {
  const { now } = (await askDev(url, '/dev/clock')) as { now: string };
  return { now: () => instant(now) };
};

const askDev = async (url: string, path: string): Promise<unknown> => {
  try {
    return await (await fetch(new URL(path, url))).json();
  } catch {
    throw new UserError(`no local cloud answers at ${url}`, 'start one with `npx daymark dev`, which says its URL');
  }
};
