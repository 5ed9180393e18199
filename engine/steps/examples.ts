/** An example of each kind of step. Written by `npm run kinds`. */

export { assignExample as assign } from './assign/example.ts';
export { branchExample as branch } from './branch/example.ts';
export { emailExample as email } from './email/example.ts';
export { enrollExample as enroll } from './enroll/example.ts';
export { escalateExample as escalate } from './escalate/example.ts';
export { everyExample as every } from './every/example.ts';
export { exitExample as exit } from './exit/example.ts';
export { experimentExample as experiment } from './experiment/example.ts';
export { moveGoalExample as moveGoal } from './move-goal/example.ts';
export { promptExample as prompt } from './prompt/example.ts';
export { slackExample as slack } from './slack/example.ts';
export { updateExample as update } from './update/example.ts';
export { waitExample as wait } from './wait/example.ts';
export { waitForExample as waitFor } from './wait-for/example.ts';
export { webhookExample as webhook } from './webhook/example.ts';
