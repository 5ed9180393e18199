import type { Contact, Profile } from '../../domain/account.ts';
import { accountTimezone } from '../../domain/account-timezone.ts';
import { localDate } from '../../domain/calendar.ts';
import type { CompiledTemplate } from '../../domain/compiled-template.ts';
import type { Scalar } from '../../domain/condition.ts';
import type { Instant } from '../../domain/instant.ts';
import {
  type Prompt,
  type PromptAction,
  type PromptKind,
  type SurveyKind,
  surveyScales,
} from '../../domain/prompts/prompt.ts';
import type { PromptFacts } from '../../domain/prompts/prompt-reader.ts';
import { renderTemplate, TemplateRenderError } from '../../templates/render-template.ts';
import { templateLocales } from '../channels/template-locales.ts';
import { whoseVariables } from '../channels/template-variables.ts';
import type { PortsWith } from '../ports.ts';

/** A prompt as a page gets it. */
export interface ShownPrompt {
  id: string;
  key: string;
  kind: PromptKind;
  placement: string;
  priority: number;
  title: string;
  /** A subset of Markdown: paragraphs, lists, strong, emphasis, code, links. */
  body: string;
  actions: readonly (PromptAction & { done?: true })[];
  survey?: { kind: SurveyKind; from: number; to: number; low?: string; high?: string };
  anchor?: string;
  dismissible: boolean;
  locale: string;
  data: Readonly<Record<string, Scalar>>;
  createdAt: Instant;
  expiresAt?: Instant;
  seenAt?: Instant;
}

export interface Reader {
  contact: Contact | undefined;
  profile: Profile | undefined;
  now: Instant;
}

/** Renders a prompt in its reader's language. What cannot be rendered for them does not show. */
export const showPrompt = async (
  prompt: Prompt,
  facts: PromptFacts,
  to: Reader,
  { promptContents }: Pick<PortsWith<'promptContents'>, 'promptContents'>,
): Promise<ShownPrompt | undefined> => {
  const translations = await promptContents.read(prompt.template);
  const compiled = templateLocales(to.contact?.attributes, to.profile?.attributes)
    .map(locale => translations.find(each => each.locale === locale))
    .find(each => each !== undefined);
  if (compiled === undefined) return undefined;
  try {
    return shown(prompt, facts, compiled, to);
  } catch (error) {
    if (error instanceof TemplateRenderError) return undefined;
    throw error;
  }
};

const shown = (prompt: Prompt, facts: PromptFacts, compiled: CompiledTemplate, to: Reader): ShownPrompt => {
  const { id, key, kind, placement, priority, anchor, survey, dismissible, createdAt, expiresAt } = prompt;
  const data = { ...prompt.data, ...prompt.translations?.[compiled.locale] };
  const rendered = renderTemplate(compiled, {
    ...data,
    ...whoseVariables(to.profile?.attributes, to.contact?.attributes),
    sender: prompt.sender,
    today: localDate(to.now, accountTimezone(to.profile)),
  });
  const { low, high } = compiled.prompt ?? {};
  const [from, upTo] = surveyScales[survey ?? 'nps'];
  return {
    id,
    key,
    kind,
    placement,
    priority,
    title: rendered.title ?? rendered.subject,
    body: rendered.text,
    actions: (rendered.actions ?? []).map(action => ({
      ...action,
      ...(facts.clicked?.[action.id] !== undefined && { done: true as const }),
    })),
    ...(survey && { survey: { kind: survey, from, to: upTo, ...(low && { low }), ...(high && { high }) } }),
    ...(anchor !== undefined && { anchor }),
    dismissible,
    locale: compiled.locale,
    data,
    createdAt,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(facts.seenAt !== undefined && { seenAt: facts.seenAt }),
  };
};
