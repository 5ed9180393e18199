import type { SlackStep } from '../../steps/slack/step.ts';
import type { Channel } from '../channel.ts';
import { prepareSlack } from './slack.ts';

export const slack: Channel<SlackStep> = {
  name: 'slack',
  reach: { kind: 'destination', destination: ({ channel }) => channel },
  prepare: prepareSlack,
};
