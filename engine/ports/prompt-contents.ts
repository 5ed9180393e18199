import type { CompiledTemplate } from '../definition/compiled-template.ts';

/**
 * What prompts say, in each of its languages, by the hash of their template's content. A prompt lives longer than the build that
 * it comes from: pages find here what builds of today do not have any more.
 */
export interface PromptContents {
  /** Before the prompt is written: a page may ask for it at once. */
  keep(hash: string, content: readonly CompiledTemplate[]): Promise<void>;
  /** Empty where it never was kept. */
  read(hash: string): Promise<readonly CompiledTemplate[]>;
}
