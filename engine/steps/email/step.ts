import type { Audience } from '../../definition/audience.ts';
import type { Value } from '../../definition/condition.ts';
import type { StepBase } from '../../definition/step-base.ts';
import type { Duration } from '../../kernel/duration.ts';

declare module '../../definition/step.ts' {
  interface StepKinds {
    email: EmailStep;
  }
  interface TouchKinds {
    email: EmailStep;
  }
}

export interface EmailStep extends StepBase {
  kind: 'email';
  template: string;
  to: Audience;
  data: Readonly<Record<string, Value>>;
  /** Mails of one thread are grouped by mail programs: one thread for the account across enrollments of the journey. */
  thread?: 'account';
  /** Its content is out of date once it had to wait for so long: then it is skipped, for the reason that held it. */
  expires?: Duration;
}
