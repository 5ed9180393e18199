import type { CompiledTemplate } from '../definition/compiled-template.ts';
import type { MessageClass } from '../definition/policy.ts';
import { type PromptAction, type PromptLook, promptTraits } from '../definition/prompt-look.ts';
import type { PromptMatter } from './front-matter.ts';
import type { PromptSource } from './template-source.ts';

/** Compiles one locale of a prompt. Its kind and place are set in English for all locales. */
export const compilePrompt = (
  id: string,
  source: PromptSource,
  english: PromptSource,
  messageClass: MessageClass,
): CompiledTemplate | undefined => {
  const look = lookOf(english, messageClass);
  const actions = actionsOf(source, english);
  if (!look || !actions) return undefined;
  const { title, low = english.front.matter.low, high = english.front.matter.high } = source.front.matter;
  return {
    id,
    locale: source.locale,
    channel: 'prompt',
    subject: title,
    text: source.front.body.trim(),
    prompt: { ...look, actions, ...(low !== undefined && { low }), ...(high !== undefined && { high }) },
  };
};

/** Default priority: billing first, then help, then offers. */
const usualPriority: Record<MessageClass, number> = { transactional: 100, lifecycle: 50, marketing: 10 };

const lookOf = ({ front, report }: PromptSource, messageClass: MessageClass): PromptLook | undefined => {
  const { kind, placement, dismissible, priority, paths, anchor, survey } = front.matter;
  const missing = (what: string, fix: string): undefined => {
    report('front-matter', 1, `"${what}" is missing`, fix);
  };
  if (!kind) return missing('kind', 'say modal, banner, card, checklist, tooltip or survey');
  if (!placement) return missing('placement', 'say where it shows, such as home');
  const { needs } = promptTraits[kind];
  if (needs && !front.matter[needs]) return missing(needs, remedies[needs]);
  return {
    kind,
    placement,
    dismissible: dismissible ?? true,
    priority: priority ?? usualPriority[messageClass],
    ...(paths && { paths }),
    ...(needs === 'anchor' && { anchor }),
    ...(needs === 'survey' && { survey }),
  };
};

const remedies = {
  survey: 'say which: nps, csat or ces',
  anchor: 'say what it points at: a CSS selector such as "#reports"',
} as const;

const actionsOf = (source: PromptSource, english: PromptSource): PromptAction[] | undefined => {
  const { actions } = source.front.matter;
  const originals = english.front.matter.actions;
  const wrong = (what: string, fix: string): undefined => {
    source.report('front-matter', source.front.lineOf('actions'), what, fix);
  };
  if (actions.length !== originals.length) {
    const what = `there are ${actions.length} actions here and ${originals.length} in ${english.file}`;
    return wrong(what, 'translate every action, in the same order');
  }
  const ids = originals.map(({ id }, index) => id ?? usualIds[index] ?? `action-${index + 1}`);
  if (new Set(ids).size < ids.length) return wrong('two actions have one id', 'give each an id of its own');
  const { kind = 'card' } = english.front.matter;
  if (actions.length > promptTraits[kind].mostActions)
    return wrong(`there are ${actions.length} actions`, 'offer two at most, or make it a checklist');
  return actions.map((action, index) => compileAction(action, originals[index] ?? action, ids[index] ?? '', index));
};

const usualIds = ['primary', 'secondary'];

type ActionMatter = PromptMatter['actions'][number];

const compileAction = (action: ActionMatter, original: ActionMatter, id: string, index: number): PromptAction => {
  const url = action.url ?? original.url;
  const style = original.style ?? (index === 0 ? 'primary' : 'secondary');
  return { id, label: action.label, ...(url !== undefined && { url }), style };
};
