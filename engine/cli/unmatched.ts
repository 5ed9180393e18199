import type { Command } from 'commander';
import type { DomainEvent } from '../domain/event.ts';
import { assignUnmatched } from '../services/route/assign-unmatched.ts';
import { operatorOf } from './operate/steering.ts';
import { type Where, withWhere } from './reach.ts';
import { UserError } from './user-error.ts';

interface Options extends Where {
  assign?: string;
  account?: string;
}

/** `daymark unmatched`: billing events that name neither an account nor a customer, and whose they are. */
export const unmatched = (program: Command): void => {
  withWhere(program.command('unmatched'))
    .description('list billing events that name neither an account nor a customer, or say whose one is')
    .option('--assign <event>', 'id of the event to play, for the account of --account')
    .option('--account <account>', 'whose it is')
    .addHelpText('after', '\nExample:\n  npx daymark unmatched --assign stripe:evt_1 --account acme --environment prod')
    .action(async ({ assign, account = '', ...where }: Options) => {
      if (assign !== undefined && account === '')
        throw new UserError('--assign needs the account', 'add --account <account>');
      const operator = await operatorOf(where);
      if (assign === undefined) process.stdout.write((await operator.accounts.waiting('unmatched')).map(line).join(''));
      else if (!(await assignUnmatched(assign, account, operator)))
        throw new UserError(`no event "${assign}" is kept`, 'see `npx daymark unmatched` for those that are');
    });
};

/** Ids and fields of the catalog: nothing of it is personal. */
const line = ({ id, name, occurredAt, fields }: DomainEvent): string =>
  `${JSON.stringify({ id, name, occurredAt, ...fields })}\n`;
