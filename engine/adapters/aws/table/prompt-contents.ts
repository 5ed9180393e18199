import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { CompiledTemplate } from '../../../definition/compiled-template.ts';
import type { PromptContents } from '../../../ports/prompt-contents.ts';
import { promptContentKey } from './keys.ts';
import { content as contentOf, packed, type StoredItem } from './stored-item.ts';
import { itemAt, type Table } from './table.ts';

/** An item of a few kB per content, never deleted: a hash always has the same content. A process reads each once. */
export const tablePromptContents = (table: Table): PromptContents => {
  const known = new Map<string, readonly CompiledTemplate[]>();
  return {
    keep: async (hash, content) => {
      if (known.has(hash)) return;
      const Item = marshall(promptContentItem(hash, content));
      await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
      known.set(hash, content);
    },
    read: async hash => {
      const found = known.get(hash);
      if (found) return found;
      const item = await itemAt(table, promptContentKey(hash));
      if (item === undefined) return [];
      const { content } = contentOf<{ content: CompiledTemplate[] }>(item);
      known.set(hash, content);
      return content;
    },
  };
};

export const promptContentItem = (hash: string, content: readonly CompiledTemplate[]): StoredItem => ({
  ...promptContentKey(hash),
  ...packed({ content }),
});
