import { plusSeconds } from '../../../../domain/instant.ts';
import type { Prompt } from '../../../../domain/prompt.ts';
import type { ItemWrite } from '../item-write.ts';
import { promptKey } from '../keys.ts';
import type { StoredItem } from '../stored-item.ts';

/** Clicks may be reported after the prompt went out of sight. */
const keptAfterExpiry = 30 * 24 * 3600;

/** Nested, since a prompt's own `expiresAt` is another thing than the item's. */
export const promptWrite = (prompt: Prompt): ItemWrite => ({
  kind: 'put',
  key: promptKey(prompt.account, prompt.id),
  item: {
    prompt,
    ...(prompt.expiresAt && {
      expiresAt: Math.floor(Date.parse(plusSeconds(prompt.expiresAt, keptAfterExpiry)) / 1000),
    }),
  },
});

export const promptOf = (item: StoredItem): Prompt => item.prompt as Prompt;
