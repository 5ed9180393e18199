import type { Scalar } from './condition.ts';
import type { Instant } from './instant.ts';
import type { MessageClass } from './policy.ts';
import type { Audience } from './step.ts';

/** An in-app prompt with all that showing it takes. Whether it is shown is decided when the page asks. */
export interface Prompt {
  id: string;
  account: string;
  enrollment: string;
  journey: string;
  step: string;
  audience: Audience;
  class: MessageClass;
  kind: 'modal' | 'banner' | 'card' | 'checklist' | 'tooltip';
  placement: string;
  title: string;
  /** Markdown, by locale. */
  body: string;
  locale: string;
  actions: readonly { label: string; url: string }[];
  dismissible: boolean;
  data: Readonly<Record<string, Scalar>>;
  createdAt: Instant;
  expiresAt?: Instant;
  /** Set when its enrollment ended. */
  retiredAt?: Instant;
}
