/** How each kind of trigger explains why it enrolled an account, or did not. Written by `npm run kinds`. */

export { campaignTriggerWhy as campaign } from './campaign/why.ts';
export { dateTriggerWhy as date } from './date/why.ts';
export { eventTriggerWhy as event } from './event/why.ts';
export { manualTriggerWhy as manual } from './manual/why.ts';
export { signalTriggerWhy as signal } from './signal/why.ts';
