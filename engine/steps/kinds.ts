/** What each kind of step provides at build time. Written by `npm run kinds`. */

export { assignKind as assign } from './assign/kind.ts';
export { branchKind as branch } from './branch/kind.ts';
export { emailKind as email } from './email/kind.ts';
export { enrollKind as enroll } from './enroll/kind.ts';
export { escalateKind as escalate } from './escalate/kind.ts';
export { everyKind as every } from './every/kind.ts';
export { exitKind as exit } from './exit/kind.ts';
export { experimentKind as experiment } from './experiment/kind.ts';
export { moveGoalKind as moveGoal } from './move-goal/kind.ts';
export { promptKind as prompt } from './prompt/kind.ts';
export { slackKind as slack } from './slack/kind.ts';
export { updateKind as update } from './update/kind.ts';
export { waitKind as wait } from './wait/kind.ts';
export { waitForKind as waitFor } from './wait-for/kind.ts';
export { webhookKind as webhook } from './webhook/kind.ts';
