import type { Contact } from '../account/account.ts';
import type { Prompt } from '../account/prompt.ts';
import type { PromptReader } from '../account/prompt-reader.ts';

/** An account's prompts, for pages and for ends of enrollments. Strongly consistent. */
export interface Prompts {
  /** All prompts, ordered by id, until a month after their end; retired ones included. */
  all(account: string): Promise<Prompt[]>;
  /** Shows whether a reader's prompts changed, in one small read. */
  reading(account: string, contact: string): Promise<PromptReading>;
}

/** A reader, and the version of the account's prompts, which is absent before the first prompt. */
export interface PromptReading {
  version?: string;
  reader?: PromptReader;
  contact?: Contact;
}
