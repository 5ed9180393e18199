import type { Trigger } from '../../../engine/definition/trigger.ts';

/** A made-up kind of trigger that no type of the engine knows: the moon is full, as an event says. */
export interface FullMoonTrigger {
  kind: 'fullMoon';
  over: string;
}

/** What the engine's types would say of it, had it declared itself in `TriggerKinds` as its folder in the engine would. */
export const fullMoon = (over: string): Trigger => ({ kind: 'fullMoon', over }) as unknown as Trigger;
