import type { Prompt } from '../../../../account/prompt.ts';
import { afterPrompt } from '../../../../ports/retention.ts';
import type { ItemWrite } from '../item-write.ts';
import { promptKey, promptsVersionKey } from '../keys.ts';
import { content, packed, type StoredItem } from '../stored-item.ts';

/** The prompt, and the account's prompts version, by which a poll detects changes. */
export const promptWrites = (prompt: Prompt): ItemWrite[] => {
  const { account, id, retiredAt } = prompt;
  return [
    {
      kind: 'put',
      key: promptKey(account, id),
      item: { ...packed({ prompt }), expiresAt: afterPrompt(prompt) },
    },
    {
      kind: 'update',
      key: promptsVersionKey(account),
      set: [{ path: ['version'], value: `${id} ${retiredAt ?? ''}` }],
    },
  ];
};

/** Nested, because a prompt's own `expiresAt` differs from the item's. */
export const promptOf = (item: StoredItem): Prompt => content<{ prompt: Prompt }>(item).prompt;
