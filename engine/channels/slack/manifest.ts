import type { SlackStep } from '../../steps/slack/step.ts';
import type { Channel } from '../channel.ts';

export const slackChannel: Channel<SlackStep> = {
  name: 'slack',
  reach: { kind: 'destination', destination: ({ channel }) => channel },
  secrets: ['DAYMARK_DESTINATIONS'],
};
