import type { MessageClass } from './policy.ts';
import type { SurveyKind } from './prompt-look.ts';

/** A template as journeys see it; its content stays in files. */
export interface TemplateInfo {
  id: string;
  channel: 'email' | 'prompt';
  class: MessageClass;
  /** The topic that a contact may opt out of. Every template that is not transactional names one. */
  topic?: string;
  /** Whether its topic is sent only to contacts that confirmed it. */
  confirmedOnly?: true;
  /** The survey that a mail asks to answer. */
  survey?: SurveyKind;
  locales: readonly string[];
  /** Variables that the step's `data` must provide, besides those of every template (`account`, `contact`, `links`, `sender`). */
  variables: readonly string[];
  /** Variables printed without a `default` or an `if`: if one has no value, the template can't be sent. */
  required?: readonly string[];
  /** Hash of the compiled content of all locales. */
  hash: string;
}

/** Sample variables for previews of a template, by the template's id. */
export type TemplateSamples = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
