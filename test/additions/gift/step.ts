import type { Step, TakenStep } from '../../../engine/definition/step.ts';
import type { StepBase } from '../../../engine/definition/step-base.ts';

/** A made-up kind of step that no type of the engine knows: a parcel for the account, and steps once it is on its way. */
export interface GiftStep extends StepBase {
  kind: 'gift';
  gift: string;
  then: readonly Step[];
}

/** What the engine's types would say of it, had it declared itself in `StepKinds` as its folder in the engine would. */
export const asStep = (step: GiftStep): TakenStep => step as unknown as TakenStep;
