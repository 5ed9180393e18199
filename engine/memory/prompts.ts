import type { Prompts } from '../ports/prompts.ts';
import { afterPrompt } from '../ports/retention.ts';
import { allExpiring, putExpiring } from './expiring-rows.ts';
import { immutable } from './immutable.ts';
import { type ChangeWriters, isMadeFrom } from './row-write.ts';
import { putRow, rowAt } from './rows.ts';
import { readAccount, type Store } from './store.ts';

export const memoryPrompts = (store: Store): Prompts => ({
  all: async account => allExpiring(readAccount(store, account).prompts, store.clock.now()),
  reading: async (account, id) => {
    const { promptsVersion: version, promptReaders, contacts } = readAccount(store, account);
    const reader = rowAt(promptReaders, id);
    const contact = rowAt(contacts, id);
    return { ...(version !== undefined && { version }), ...(reader && { reader }), ...(contact && { contact }) };
  },
});

export const promptWriters: ChangeWriters<'prompt' | 'promptReader'> = {
  prompt: ({ prompt }, rows, { clock }) => [
    {
      row: `prompt ${prompt.id}`,
      isWhole: true,
      apply: () => {
        putExpiring(rows.prompts, prompt.id, { value: immutable(prompt), expiresAt: afterPrompt(prompt) }, clock.now());
        rows.promptsVersion = `${prompt.id} ${prompt.retiredAt ?? ''}`;
      },
    },
    { row: 'prompts' },
  ],

  promptReader: ({ reader }, rows) => [
    {
      row: `reader ${reader.contact}`,
      isWhole: true,
      test: () => isMadeFrom(reader.revision, rowAt(rows.promptReaders, reader.contact)),
      apply: () => putRow(rows.promptReaders, reader.contact, immutable(reader)),
    },
  ],
};
