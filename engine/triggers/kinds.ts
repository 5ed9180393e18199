/** What each kind of trigger provides at build time. Written by `npm run kinds`. */

export { campaignTriggerKind as campaign } from './campaign/kind.ts';
export { dateTriggerKind as date } from './date/kind.ts';
export { eventTriggerKind as event } from './event/kind.ts';
export { manualTriggerKind as manual } from './manual/kind.ts';
export { signalTriggerKind as signal } from './signal/kind.ts';
