import type { Value } from '../../definition/condition.ts';
import type { StepBase } from '../../definition/step-base.ts';

declare module '../../definition/step.ts' {
  interface StepKinds {
    webhook: WebhookStep;
  }
  interface TouchKinds {
    webhook: WebhookStep;
  }
}

export interface WebhookStep extends StepBase {
  kind: 'webhook';
  /** Name of the endpoint in the environment's secrets, never the address. */
  endpoint: string;
  data: Readonly<Record<string, Value>>;
}
