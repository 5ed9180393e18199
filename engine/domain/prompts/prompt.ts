import type { Scalar } from '../condition.ts';
import type { Instant } from '../instant.ts';
import type { MessageClass, Policy } from '../policy.ts';
import type { Audience } from '../step.ts';
import type { PromptPressure } from './pressure.ts';

export const promptKinds = ['modal', 'banner', 'card', 'checklist', 'tooltip', 'survey'] as const;
export type PromptKind = (typeof promptKinds)[number];

/** Surveys by their scale: recommendation 0-10, satisfaction 1-5, effort 1-7. */
export const surveyScales = { nps: [0, 10], csat: [1, 5], ces: [1, 7] } as const;
export type SurveyKind = keyof typeof surveyScales;

/** A choice that a prompt offers. Without `url` it only says what was chosen; `dismiss` closes the prompt as its cross does. */
export interface PromptAction {
  /** Goes into `prompt.clicked` as `action`. */
  id: string;
  label: string;
  url?: string;
  style: 'primary' | 'secondary';
}

/** How and where a prompt shows, which its template says in English for all languages. */
export interface PromptLook {
  kind: PromptKind;
  placement: string;
  dismissible: boolean;
  /** The highest is shown first. */
  priority: number;
  /** Pages that it shows on, `*` for any characters; without it all of its placement. */
  paths?: readonly string[];
  /** CSS selector of what a tooltip points at. */
  anchor?: string;
  survey?: SurveyKind;
}

/**
 * An in-app prompt for everybody of an audience. It holds what a touch found out; what it says is rendered for each
 * reader when their page asks, from the template content it pins.
 */
export interface Prompt extends PromptLook {
  id: string;
  account: string;
  enrollment: string;
  journey: string;
  step: string;
  /** The template's id: what was dismissed is left alone under this name, whichever journey shows it. */
  key: string;
  /** Hash of the template's content. */
  template: string;
  /** Ids of its actions: others are none of its own. */
  actions: readonly string[];
  class: MessageClass;
  topic?: string;
  /** With the roles to fall back on already resolved. */
  audience: Pick<Audience, 'roles'>;
  /** Id of a contact whom it is not for, though the audience has them. */
  except?: string;
  data: Readonly<Record<string, Scalar>>;
  /** Translations of the data, by locale. */
  translations?: Readonly<Record<string, Readonly<Record<string, Scalar>>>>;
  sender: Policy['sender'];
  pressure: PromptPressure;
  createdAt: Instant;
  expiresAt?: Instant;
  /** Set when its enrollment was left. */
  retiredAt?: Instant;
}
