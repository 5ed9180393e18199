import type { Prompts } from '../../../ports/prompts.ts';
import { accountPartition, sortKey } from './keys.ts';
import { promptReading } from './prompt-reading.ts';
import { promptOf } from './rows/prompt.ts';
import { itemsUnder, type Table } from './table.ts';

export const tablePrompts = (table: Table): Prompts => ({
  all: async account => (await itemsUnder(table, accountPartition(account), sortKey.prompt)).map(promptOf),
  reading: (account, contact) => promptReading(table, account, contact),
});
