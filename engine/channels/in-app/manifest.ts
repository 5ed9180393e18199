import type { PromptStep } from '../../steps/prompt/step.ts';
import type { Channel } from '../channel.ts';

export const promptChannel: Channel<PromptStep> = {
  name: 'inApp',
  reach: { kind: 'application', audience: ({ to }) => to },
};
