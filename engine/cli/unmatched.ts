import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Command } from 'commander';
import { systemClock } from '../adapters/aws/clock.ts';
import { sqsQueue } from '../adapters/aws/queue.ts';
import { accountStore } from '../adapters/aws/table/account-store.ts';
import type { DomainEvent } from '../domain/event.ts';
import { assignUnmatched } from '../services/route/assign-unmatched.ts';
import { UserError } from './user-error.ts';

interface Options {
  table?: string;
  queue?: string;
  assign?: string;
  account?: string;
}

/** `daymark unmatched`: billing events that name neither an account nor a customer, and whose they are. */
export const unmatched = (program: Command): void => {
  program
    .command('unmatched')
    .description('list billing events that name neither an account nor a customer, or say whose one is')
    .option('--assign <event>', 'id of the event to play, for the account of --account')
    .option('--account <account>', 'whose it is')
    .option('--table <name>', 'the DynamoDB table (default: DAYMARK_TABLE)', process.env.DAYMARK_TABLE)
    .option(
      '--queue <url>',
      'the queue of events (default: DAYMARK_EVENTS_QUEUE_URL)',
      process.env.DAYMARK_EVENTS_QUEUE_URL,
    )
    .addHelpText('after', '\nExample:\n  npx daymark unmatched --assign stripe:evt_1 --account acme')
    .action(async (options: Options) => {
      const client = new DynamoDBClient({});
      const accounts = accountStore({ client, name: named('table', 'DAYMARK_TABLE', options.table) }, systemClock);
      if (options.assign === undefined) {
        process.stdout.write((await accounts.waiting('unmatched')).map(line).join(''));
        return;
      }
      const { assign, account = '' } = options;
      if (account === '') throw new UserError('--assign needs the account', 'add --account <account>');
      const queue = sqsQueue(new SQSClient({}), named('queue', 'DAYMARK_EVENTS_QUEUE_URL', options.queue));
      if (!(await assignUnmatched(assign, account, { accounts, queue })))
        throw new UserError(`no event "${assign}" is kept`, 'see `npx daymark unmatched` for those that are');
    });
};

const named = (option: string, variable: string, value: string | undefined): string => {
  if (value) return value;
  throw new UserError(`--${option} is missing`, `give --${option}, or set ${variable}`);
};

/** Ids and fields of the catalog: nothing of it is personal. */
const line = ({ id, name, occurredAt, fields }: DomainEvent): string =>
  `${JSON.stringify({ id, name, occurredAt, ...fields })}\n`;
