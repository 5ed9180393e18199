import type { Trigger } from '../../../engine/definition/trigger.ts';

/** A made-up kind of trigger that no type of the engine knows: every year, on the day of a date in an account attribute. */
export interface AnniversaryTrigger {
  kind: 'anniversary';
  attribute: string;
}

/** What the engine's types would say of it, had it declared itself in `TriggerKinds` as its folder in the engine would. */
export const anniversary = (attribute: string): Trigger =>
  ({ kind: 'anniversary', attribute }) satisfies AnniversaryTrigger as unknown as Trigger;
