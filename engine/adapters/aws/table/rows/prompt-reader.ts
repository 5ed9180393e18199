import type { PromptReader } from '../../../../account/prompt-reader.ts';
import { type ItemWrite, isNextRevision } from '../item-write.ts';
import { promptReaderKey } from '../keys.ts';
import { packed } from '../stored-item.ts';

export const promptReaderWrite = (account: string, reader: PromptReader): ItemWrite => ({
  kind: 'put',
  key: promptReaderKey(account, reader.contact),
  item: { revision: reader.revision, ...packed(reader) },
  tests: isNextRevision(reader.revision),
});
