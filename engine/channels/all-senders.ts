/** How each channel sends. Written by `npm run kinds`. */

export { emailSender as email } from './email/email.ts';
export { promptSender as prompt } from './in-app/in-app.ts';
export { slackSender as slack } from './slack/slack.ts';
export { webhookSender as webhook } from './webhook/webhook.ts';
