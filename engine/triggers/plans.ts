/** What each kind of trigger answers to whatever reads journeys. */

export { dateTriggerPlan as date } from './date/plan.ts';
export { eventTriggerPlan as event } from './event/plan.ts';
export { manualTriggerPlan as manual } from './manual/plan.ts';
export { signalTriggerPlan as signal } from './signal/plan.ts';
