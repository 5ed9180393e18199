import type { CompiledTemplate } from '../services/ports.ts';
import type { PromptSource } from './template-source.ts';

/** Compiles one locale of a prompt. What it is and where it shows, English says for all. */
export const compilePrompt = (
  id: string,
  source: PromptSource,
  english: PromptSource,
): CompiledTemplate | undefined => {
  const { kind, placement, dismissible } = english.front.matter;
  const { title, actions } = source.front.matter;
  if (!kind || !placement) {
    const missing = kind ? 'placement' : 'kind';
    const fix = kind ? 'say where it shows, such as home' : 'say modal, banner, card, checklist or tooltip';
    english.report('front-matter', 1, `"${missing}" is missing`, fix);
    return undefined;
  }
  if (actions.length !== english.front.matter.actions.length) {
    source.report(
      'front-matter',
      source.front.lineOf('actions'),
      `there are ${actions.length} actions here and ${english.front.matter.actions.length} in ${english.file}`,
      'translate every action, in the same order',
    );
    return undefined;
  }
  return {
    id,
    locale: source.locale,
    channel: 'prompt',
    subject: title,
    text: source.front.body.trim(),
    prompt: { kind, placement, actions, dismissible: dismissible ?? true },
  };
};
