/** Answers of each kind of trigger to why it did or did not enroll. Written by `npm run kinds`. */

export { campaignTriggerWhy as campaign } from './campaign/why.ts';
export { dateTriggerWhy as date } from './date/why.ts';
export { eventTriggerWhy as event } from './event/why.ts';
export { manualTriggerWhy as manual } from './manual/why.ts';
export { signalTriggerWhy as signal } from './signal/why.ts';
