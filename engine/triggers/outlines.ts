/** How each kind of trigger describes its definition. Written by `npm run kinds`. */

export { campaignTriggerOutline as campaign } from './campaign/outline.ts';
export { dateTriggerOutline as date } from './date/outline.ts';
export { eventTriggerOutline as event } from './event/outline.ts';
export { manualTriggerOutline as manual } from './manual/outline.ts';
export { signalTriggerOutline as signal } from './signal/outline.ts';
