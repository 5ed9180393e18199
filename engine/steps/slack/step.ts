import type { StepBase } from '../../definition/step-base.ts';

declare module '../../definition/step.ts' {
  interface StepKinds {
    slack: SlackStep;
  }
  interface TouchKinds {
    slack: SlackStep;
  }
}

export interface SlackStep extends StepBase {
  kind: 'slack';
  /** Name of the webhook address in the environment's secrets, never the address. */
  channel: string;
  text: string;
}
