/** What each kind of step answers while journeys run. */

export { branchPlan as branch } from './branch/plan.ts';
export { emailPlan as email } from './email/plan.ts';
export { enrollPlan as enroll } from './enroll/plan.ts';
export { escalatePlan as escalate } from './escalate/plan.ts';
export { everyPlan as every } from './every/plan.ts';
export { exitPlan as exit } from './exit/plan.ts';
export { experimentPlan as experiment } from './experiment/plan.ts';
export { promptPlan as prompt } from './prompt/plan.ts';
export { slackPlan as slack } from './slack/plan.ts';
export { updatePlan as update } from './update/plan.ts';
export { waitPlan as wait } from './wait/plan.ts';
export { waitForPlan as waitFor } from './wait-for/plan.ts';
export { webhookPlan as webhook } from './webhook/plan.ts';
