import type { Command } from 'commander';
import type { DomainEvent } from '../account/event.ts';
import type { Kept } from '../ports/directory.ts';
import type { Operator } from '../ports/operator.ts';
import type { RefusedCall } from '../ports/refusals.ts';
import { type Assigning, assignUnmatched } from '../routing/use-cases/assign-unmatched.ts';
import { operatorOf } from './operate/steering.ts';
import { type Where, withWhere } from './reach.ts';
import { UserError } from './user-error.ts';

interface Options extends Where {
  assign?: string;
  account?: string;
  json?: true;
}

/** `daymark unmatched`: events and calls that could not be resolved to an account, or could not be used. */
export const unmatched = (program: Command): void => {
  withWhere(program.command('unmatched'))
    .description(
      'list events and calls that have no known account or could not be used; or assign an event to an account',
    )
    .option('--assign <event>', 'id of the event to assign to the account of --account')
    .option('--account <account>', 'account to assign the event to')
    .option('--json', 'print the list as one JSON list instead of JSON Lines')
    .addHelpText('after', '\nExample:\n  npx daymark unmatched --assign stripe:evt_1 --account acme --environment prod')
    .action(async ({ assign, account = '', json, ...where }: Options) => {
      if (assign !== undefined && account === '')
        throw new UserError('--assign needs an account', 'add --account <account>');
      const operator = await operatorOf(where);
      if (assign === undefined) {
        const found = await listing(operator);
        process.stdout.write(
          json ? `${JSON.stringify(found)}\n` : found.map(each => `${JSON.stringify(each)}\n`).join(''),
        );
      } else mustBeAssigned(assign, await assignUnmatched(assign, account, operator));
    });
};

const mustBeAssigned = (event: string, how: Assigning): void => {
  if (how === 'unknown')
    throw new UserError(`no unmatched event "${event}"`, 'see `npx daymark unmatched` for the list');
  if (how === 'personal')
    throw new UserError(
      `"${event}" changes a person's data, which may not go through a queue`,
      'send a group call with the userId and the groupId: then it is processed',
    );
};

const listing = async ({ waiting, directory, refusals }: Operator): Promise<object[]> => {
  const lines = [...(await waiting.find('unmatched')).map(eventLine), ...(await directory.allKept()).map(keptLine)];
  const refused = (await refusals.all()).map(refusedLine);
  return [...lines, ...refused];
};

// Only ids and fields of the catalog: no personal data.
const eventLine = ({ id, name, occurredAt, fields }: DomainEvent) => ({ id, name, occurredAt, ...fields });

const keptLine = ({ id, receivedAt, because, call }: Kept) => ({
  id,
  receivedAt,
  type: call.type,
  ...(call.user !== undefined && { user: call.user }),
  ...(call.visitor !== undefined && { visitor: call.visitor }),
  waits:
    because === 'unknown' ? 'for a call that says of which account its user is' : 'its user is of several accounts',
  ...(call.type === 'track' && { event: call.event, ...call.values }),
});

const refusedLine = ({ message, fields, ...call }: RefusedCall) => ({ ...call, refused: message, ...fields });
