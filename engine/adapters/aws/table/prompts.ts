import { sortKey } from '../../../kernel/row-keys.ts';
import type { Clock } from '../../../ports/ports.ts';
import type { Prompts } from '../../../ports/prompts.ts';
import { isAlive } from '../../../ports/retention.ts';
import { accountPartition } from './keys.ts';
import { promptReading } from './prompt-reading.ts';
import { promptOf } from './rows/prompt.ts';
import { itemsUnder, type Table } from './table.ts';

export const tablePrompts = (table: Table, clock: Clock): Prompts => ({
  all: async account => {
    const now = clock.now();
    const items = await itemsUnder(table, accountPartition(account), sortKey.prompt);
    return items.filter(item => isAlive(item, now)).map(promptOf);
  },
  reading: (account, contact) => promptReading(table, account, contact),
});
