import type { PromptAction, PromptLook, SurveyKind } from './prompt-look.ts';

/** Compiled template content, found by hash. */
export interface CompiledTemplate {
  id: string;
  locale: string;
  channel: 'email' | 'prompt';
  /** Liquid sources; the handlers only run Liquid. For prompts `html` is absent and `text` is the Markdown body. */
  subject: string;
  preheader?: string;
  html?: string;
  text: string;
  /** The survey that a mail asks to answer. */
  survey?: SurveyKind;
  /** Front matter of a prompt. `actions` and the ends of a survey's scale are in the language of the text. */
  prompt?: PromptLook & { actions: readonly PromptAction[]; low?: string; high?: string };
}
