/** The manifest of each channel. Written by `npm run kinds`. */

export { emailChannel as email } from './email/manifest.ts';
export { promptChannel as prompt } from './in-app/manifest.ts';
export { slackChannel as slack } from './slack/manifest.ts';
export { webhookChannel as webhook } from './webhook/manifest.ts';
