import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Command } from 'commander';
import type * as z from 'zod';
import { everyJourney } from '../account/audit-line.ts';
import type { Erasure } from '../account/former-contact.ts';
import { tableAccountPorts } from '../adapters/aws/table/account-ports.ts';
import { tableContactRecords } from '../adapters/aws/table/contact-records.ts';
import { tableDirectory } from '../adapters/aws/table/directory.ts';
import { erasePersonalData, replayErasures } from '../contacts/use-cases/erase-personal-data.ts';
import { exportContact } from '../contacts/use-cases/export-contact.ts';
import { readmitContact } from '../contacts/use-cases/readmit-contact.ts';
import { writeDown } from './operate/write-down.ts';
import { reach, type Where, withWhere } from './reach.ts';
import { UserError } from './user-error.ts';
import { type contactJson, erasureJson } from './verb-json.ts';

/** `daymark contact`: data subject requests: export a person's data, erase it, and related verbs. */
export const contact = (program: Command): void => {
  const verbs = program.command('contact').description('export or erase the data stored about a person');
  const verb = (usage: string, description: string) =>
    withWhere(verbs.command(usage).description(description)).option('--json', 'print what was done as JSON');

  verb('export <account> <contact>', 'print everything stored about a person, as JSON').action(
    async (account: string, id: string, where: Where) => {
      const people = await peopleOf(where);
      const found = await exportContact(account, id, people);
      if (found === undefined) throw unknown(account, id);
      await writeDown({ action: 'contact.export', account }, people, where);
      print(`${JSON.stringify(found, null, 2)}\n`);
    },
  );

  verb('erase <account> <contact>', 'erase a person, and suppress their address').action(
    async (account: string, id: string, { json, ...where }: Options) => {
      const people = await peopleOf(where);
      const erasing = await erasePersonalData(account, id, people);
      if (erasing.outcome === 'unknown') throw unknown(account, id);
      await writeDown({ action: 'contact.erase', account }, people, where);
      const { outcome, alsoKnownAs } = erasing;
      if (json) return tell({ account, contact: id, outcome, alsoKnownAs: [...alsoKnownAs] });
      print(`${account} ${id}: ${outcome}\n`);
      if (alsoKnownAs.length > 0)
        print(`The same address belongs to ${alsoKnownAs.join(', ')}: erase these too if they are the same person.\n`);
    },
  );

  verb(
    'readmit <account> <contact>',
    'allow mail again to an erased contact who was identified again and asked for it',
  ).action(async (account: string, id: string, { json, ...where }: Options) => {
    const people = await peopleOf(where);
    await writeDown({ action: 'contact.readmit', account }, people, where);
    if (!(await readmitContact(account, id, people)))
      throw new UserError(
        `nothing bars "${id}" of "${account}"`,
        'see `npx daymark contact export` for what is stored about them',
      );
    if (json) return tell({ account, contact: id, outcome: 'readmitted' });
    print(`${account} ${id}: readmitted\n`);
  });

  verb('erasures', 'print the log of erasures, which contains no addresses: store it outside the table')
    .option('--since <instant>', 'only those since then')
    .action(async ({ since, json, ...where }: Options & { since?: string }) => {
      const { records } = await peopleOf(where);
      const log = await records.erasures(since);
      if (json) return tell(log.map(each => ({ ...each, addresses: [...each.addresses] })));
      print(log.map(each => `${JSON.stringify(each)}\n`).join(''));
    });

  verb('replay <file>', 'repeat the erasures of that log in a restored table').action(
    async (file: string, { json, ...where }: Options) => {
      const log = logIn(file);
      const people = await peopleOf(where);
      const details = { erasures: log.length };
      await writeDown({ action: 'contact.replay', journey: everyJourney, details }, people, where);
      const found = await replayErasures(log, people);
      if (json) return tell({ replayed: log.length, found });
      print(`${log.length} erasures replayed; ${found} of these contacts were in the table.\n`);
    },
  );
};

interface Options extends Where {
  json?: true;
}

const tell = (told: z.infer<typeof contactJson>): void => {
  print(`${JSON.stringify(told)}\n`);
};

/** Ports for the contacts of a deployment. Addresses are hashed with its token secrets, so those are read as well. */
const peopleOf = async (where: Where) => {
  const { table: name, clock, tokenSecret } = await reach(where);
  const [first = '', ...others] = (await tokenSecret()).split(',').map(each => each.trim());
  const tokenSecrets = [first, ...others] as const;
  const table = { client: new DynamoDBClient({}), name, addressKeys: () => tokenSecrets };
  return {
    ...tableAccountPorts(table, clock),
    directory: tableDirectory(table, clock),
    records: tableContactRecords(table, clock),
    clock,
    settings: { tokenSecrets },
  };
};

const print = (text: string) => process.stdout.write(text);

const unknown = (account: string, id: string): UserError =>
  new UserError(`"${account}" has no contact "${id}"`, 'use the ids of account and person as in your events');

/** @throws UserError naming the first invalid line */
const logIn = (file: string): Erasure[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      const { data } = erasureJson.safeParse(parsed(line));
      if (data) return [data];
      throw new UserError(
        `${file}:${index + 1}: not a line of the erasure log`,
        'pass the output of `npx daymark contact erasures`',
      );
    });

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};
