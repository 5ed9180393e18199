import type { Contact, Profile } from '../../account/account.ts';
import { accountTimezone } from '../../account/profile.ts';
import type { Prompt } from '../../account/prompt.ts';
import type { PromptFacts } from '../../account/prompt-reader.ts';
import { templateLocales } from '../../channels/template-locales.ts';
import { whoseVariables } from '../../channels/template-variables.ts';
import { localDate } from '../../definition/calendar.ts';
import type { CatalogData } from '../../definition/catalog.ts';
import type { CompiledTemplate } from '../../definition/compiled-template.ts';
import { type PromptAction, type PromptKind, type SurveyKind, surveyScales } from '../../definition/prompt-look.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import { pageLanguage } from '../../pages/page-language.ts';
import { surveyWords } from '../../pages/survey/survey-words.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { renderTemplate, TemplateRenderError } from '../../templates/render-template.ts';

/** A prompt in the form that pages get. */
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
  survey?: { kind: SurveyKind; from: number; to: number; low?: string; high?: string; words?: WordsAsked };
  anchor?: string;
  dismissible: boolean;
  locale: string;
  data: Readonly<Record<string, Scalar>>;
  createdAt: Instant;
  expiresAt?: Instant;
  seenAt?: Instant;
}

/** The questions of a survey after the score, where answers take words. `topics`: titles by id. */
interface WordsAsked {
  comment: string;
  topic: string;
  noTopic: string;
  topics: Readonly<Record<string, string>>;
  send: string;
}

export interface Reader {
  contact: Contact | undefined;
  profile: Profile | undefined;
  now: Instant;
}

/** Renders a prompt in its reader's language. A prompt that cannot be rendered for them does not show. */
export const showPrompt = async (
  prompt: Prompt,
  facts: PromptFacts,
  to: Reader,
  { promptContents, build }: Pick<PortsWith<'promptContents'>, 'promptContents' | 'build'>,
): Promise<ShownPrompt | undefined> => {
  const translations = await promptContents.read(prompt.template);
  const compiled = templateLocales(to.contact?.attributes, to.profile?.attributes)
    .map(locale => translations.find(each => each.locale === locale))
    .find(each => each !== undefined);
  if (compiled === undefined) return undefined;
  try {
    const topics = prompt.survey && (await build.catalog()).surveyTopics;
    return shown(prompt, facts, compiled, { ...to, ...(topics && { words: wordsAsked(topics, compiled.locale) }) });
  } catch (error) {
    if (error instanceof TemplateRenderError) return undefined;
    throw error;
  }
};

const shown = (
  prompt: Prompt,
  facts: PromptFacts,
  compiled: CompiledTemplate,
  to: Reader & { words?: WordsAsked },
): ShownPrompt => {
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
    ...(survey && {
      survey: {
        kind: survey,
        from,
        to: upTo,
        ...(low && { low }),
        ...(high && { high }),
        ...(to.words && { words: to.words }),
      },
    }),
    ...(anchor !== undefined && { anchor }),
    dismissible,
    locale: compiled.locale,
    data,
    createdAt,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(facts.seenAt !== undefined && { seenAt: facts.seenAt }),
  };
};

const wordsAsked = (topics: NonNullable<CatalogData['surveyTopics']>, locale: string): WordsAsked => {
  const language = pageLanguage([locale]);
  const { comment, topic, noTopic, send } = surveyWords[language];
  const titles = Object.entries(topics).map(([id, title]) => [id, title[locale] ?? title[language] ?? title.en]);
  return { comment, topic, noTopic, topics: Object.fromEntries(titles), send };
};
