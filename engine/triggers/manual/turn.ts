import type { TriggerTurn } from '../trigger-turn.ts';

/** An `enroll` step, or an operator, enrolls in journeys of every kind of trigger. */
export const manualTriggerTurn: TriggerTurn<'manual'> = { mayEnroll: () => false, triggered: () => undefined };
