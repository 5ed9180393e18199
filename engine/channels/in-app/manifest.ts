import type { PromptStep } from '../../steps/prompt/step.ts';
import type { Channel } from '../channel.ts';
import { preparePrompt } from './in-app.ts';

export const inApp: Channel<PromptStep> = {
  name: 'inApp',
  reach: { kind: 'application', audience: ({ to }) => to },
  prepare: preparePrompt,
};
