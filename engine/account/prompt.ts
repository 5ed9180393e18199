import type { Audience } from '../definition/audience.ts';
import type { MessageClass, Policy } from '../definition/policy.ts';
import type { PromptLook } from '../definition/prompt-look.ts';
import type { PromptPressure } from '../definition/prompt-pressure.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';

/**
 * An in-app prompt for all contacts of an audience. It holds the data of its touch; its text is rendered for each
 * reader when their page asks, from the template content it pins.
 */
export interface Prompt extends PromptLook {
  id: string;
  account: string;
  enrollment: string;
  journey: string;
  step: string;
  /** The template's id: a dismissal applies to this key, whichever journey shows the prompt. */
  key: string;
  /** Hash of the template's content. */
  template: string;
  /** Ids of its actions; others are rejected. */
  actions: readonly string[];
  class: MessageClass;
  topic?: string;
  /** Whether that topic is sent only to contacts that confirmed it. */
  confirmedOnly?: true;
  /** Fallback roles are already resolved. */
  audience: Pick<Audience, 'roles'>;
  /** Id of a contact that is excluded, though the audience contains it. */
  except?: string;
  data: Readonly<Record<string, Scalar>>;
  /** Translations of the data, by locale. */
  translations?: Readonly<Record<string, Readonly<Record<string, Scalar>>>>;
  sender: Policy['sender'];
  pressure: PromptPressure;
  createdAt: Instant;
  expiresAt?: Instant;
  /** Set when its enrollment left the journey. */
  retiredAt?: Instant;
}
