import type { Command } from 'commander';
import type { DomainEvent } from '../domain/event.ts';
import type { RefusedCall } from '../services/ingest/refused-calls.ts';
import type { Operator } from '../services/operate/operator.ts';
import { assignUnmatched } from '../services/route/assign-unmatched.ts';
import { operatorOf } from './operate/steering.ts';
import { type Where, withWhere } from './reach.ts';
import { UserError } from './user-error.ts';

interface Options extends Where {
  assign?: string;
  account?: string;
}

/** `daymark unmatched`: what is kept because nobody knows whose it is, or what it means. */
export const unmatched = (program: Command): void => {
  withWhere(program.command('unmatched'))
    .description('list events that name nobody, and calls of batches that could not be used; or say whose an event is')
    .option('--assign <event>', 'id of the event to play, for the account of --account')
    .option('--account <account>', 'whose it is')
    .addHelpText('after', '\nExample:\n  npx daymark unmatched --assign stripe:evt_1 --account acme --environment prod')
    .action(async ({ assign, account = '', ...where }: Options) => {
      if (assign !== undefined && account === '')
        throw new UserError('--assign needs the account', 'add --account <account>');
      const operator = await operatorOf(where);
      if (assign === undefined) process.stdout.write(await listing(operator));
      else if (!(await assignUnmatched(assign, account, operator)))
        throw new UserError(`no event "${assign}" is kept`, 'see `npx daymark unmatched` for those that are');
    });
};

const listing = async ({ accounts, refusals }: Operator): Promise<string> => {
  const waiting = (await accounts.waiting('unmatched')).map(eventLine);
  const refused = (await refusals.all()).map(refusedLine);
  return [...waiting, ...refused].map(each => `${JSON.stringify(each)}\n`).join('');
};

// Ids and fields of the catalog: nothing of it is personal.
const eventLine = ({ id, name, occurredAt, fields }: DomainEvent) => ({ id, name, occurredAt, ...fields });

const refusedLine = ({ message, fields, ...call }: RefusedCall) => ({ ...call, refused: message, ...fields });
