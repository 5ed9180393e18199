/** An example of each kind of trigger. Written by `npm run kinds`. */

export { campaignTriggerExample as campaign } from './campaign/example.ts';
export { dateTriggerExample as date } from './date/example.ts';
export { eventTriggerExample as event } from './event/example.ts';
export { manualTriggerExample as manual } from './manual/example.ts';
export { signalTriggerExample as signal } from './signal/example.ts';
