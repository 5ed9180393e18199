/** What each kind of step provides while journeys run. Written by `npm run kinds`. */

export { assignOutline as assign } from './assign/outline.ts';
export { branchOutline as branch } from './branch/outline.ts';
export { emailOutline as email } from './email/outline.ts';
export { enrollOutline as enroll } from './enroll/outline.ts';
export { escalateOutline as escalate } from './escalate/outline.ts';
export { everyOutline as every } from './every/outline.ts';
export { exitOutline as exit } from './exit/outline.ts';
export { experimentOutline as experiment } from './experiment/outline.ts';
export { moveGoalOutline as moveGoal } from './move-goal/outline.ts';
export { promptOutline as prompt } from './prompt/outline.ts';
export { slackOutline as slack } from './slack/outline.ts';
export { updateOutline as update } from './update/outline.ts';
export { waitOutline as wait } from './wait/outline.ts';
export { waitForOutline as waitFor } from './wait-for/outline.ts';
export { webhookOutline as webhook } from './webhook/outline.ts';
