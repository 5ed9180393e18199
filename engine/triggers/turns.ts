/** How each kind of trigger takes an incoming event. Written by `npm run kinds`. */

export { campaignTriggerTurn as campaign } from './campaign/turn.ts';
export { dateTriggerTurn as date } from './date/turn.ts';
export { eventTriggerTurn as event } from './event/turn.ts';
export { manualTriggerTurn as manual } from './manual/turn.ts';
export { signalTriggerTurn as signal } from './signal/turn.ts';
