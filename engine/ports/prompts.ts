import type { Contact } from '../account/account.ts';
import type { Prompt } from '../account/prompt.ts';
import type { PromptReader } from '../account/prompt-reader.ts';

/** Prompts of an account, as pages and the ends of enrollments ask for them. Strongly consistent. */
export interface Prompts {
  /** All that are kept, retired ones too, by id: until a month after their end. */
  all(account: string): Promise<Prompt[]>;
  /** Shows whether a reader's prompts changed, in one small read. */
  reading(account: string, contact: string): Promise<PromptReading>;
}

/** A reader, and the mark of the prompts of their account: `version` is absent while there never was one. */
export interface PromptReading {
  version?: string;
  reader?: PromptReader;
  contact?: Contact;
}
