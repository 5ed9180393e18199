import type { PromptContents } from '../ports/prompt-contents.ts';
import { immutable } from './immutable.ts';
import type { Store } from './store.ts';

/** Never deleted: a hash always has the same content. */
export const memoryPromptContents = ({ promptContents }: Store): PromptContents => ({
  keep: async (hash, content) => void promptContents.set(hash, immutable(content)),
  read: async hash => promptContents.get(hash) ?? [],
});
