import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** An exception from a rule of cdk-nag, with its reason beside the code that needs it. */
export const justify = (construct: IConstruct, rule: string, reason: string): void =>
  Validations.of(construct).acknowledge({ id: rule, reason });
