import type { Prompt } from '../../../../account/prompt.ts';
import { plusSeconds } from '../../../../kernel/instant.ts';
import type { ItemWrite } from '../item-write.ts';
import { promptKey, promptsVersionKey } from '../keys.ts';
import { content, packed, type StoredItem } from '../stored-item.ts';

const day = 24 * 3600;
/** Clicks may be reported after the prompt went out of sight. */
const keptAfterEnd = 30 * day;
/** A prompt without a date goes with its enrollment, which lasts 350 days at most. */
const keptAtMost = 400 * day;

/** The prompt, and beside it the mark by which a poll sees that the account's prompts changed. */
export const promptWrites = (prompt: Prompt): ItemWrite[] => {
  const { account, id, createdAt, expiresAt, retiredAt } = prompt;
  const end = retiredAt ?? expiresAt;
  const deletedAt = end ? plusSeconds(end, keptAfterEnd) : plusSeconds(createdAt, keptAtMost);
  return [
    {
      kind: 'put',
      key: promptKey(account, id),
      item: { ...packed({ prompt }), expiresAt: Math.floor(Date.parse(deletedAt) / 1000) },
    },
    {
      kind: 'update',
      key: promptsVersionKey(account),
      set: [{ path: ['version'], value: `${id} ${retiredAt ?? ''}` }],
    },
  ];
};

/** Nested, since a prompt's own `expiresAt` is another thing than the item's. */
export const promptOf = (item: StoredItem): Prompt => content<{ prompt: Prompt }>(item).prompt;
