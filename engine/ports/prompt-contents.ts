import type { CompiledTemplate } from '../definition/compiled-template.ts';

/**
 * Texts of prompts in each language, by the hash of the template's content. A prompt lives longer than its build: pages find here
 * the texts that the current build no longer has.
 */
export interface PromptContents {
  /** Before the prompt is written: a page may ask for it at once. */
  keep(hash: string, content: readonly CompiledTemplate[]): Promise<void>;
  /** Empty where it never was kept. */
  read(hash: string): Promise<readonly CompiledTemplate[]>;
}
