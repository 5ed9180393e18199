import type { Audience } from '../../definition/audience.ts';
import type { Value } from '../../definition/condition.ts';
import type { StepBase } from '../../definition/step-base.ts';
import type { Duration } from '../../kernel/duration.ts';

declare module '../../definition/step.ts' {
  interface StepKinds {
    prompt: PromptStep;
  }
  interface TouchKinds {
    prompt: PromptStep;
  }
}

export interface PromptStep extends StepBase {
  kind: 'prompt';
  template: string;
  to: Audience;
  data: Readonly<Record<string, Value>>;
  /** Id of a contact that is excluded from the audience. */
  except?: Value;
  /** How long it stays; without it, until the enrollment ends. */
  expires?: Duration;
}
