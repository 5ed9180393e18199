import type { CompiledTemplate } from '../definition/compiled-template.ts';

/**
 * Texts of prompts in each language, by the hash of the template's content. A prompt may outlive its build: its texts
 * are found here when the current build no longer has them.
 */
export interface PromptContents {
  /** Call it before the prompt is written, because a page may request the prompt at once. */
  keep(hash: string, content: readonly CompiledTemplate[]): Promise<void>;
  /** Empty if never stored. */
  read(hash: string): Promise<readonly CompiledTemplate[]>;
}
