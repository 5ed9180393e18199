import type { PortsWith } from '../../ports/ports.ts';
import type { SlackStep } from '../../steps/slack/step.ts';
import type { OutgoingTouch, PreparedTouch } from '../outgoing-touch.ts';
import type { ChannelSender } from '../sender.ts';

/** A message to a Slack channel of our own, by its incoming webhook. */
const prepareSlack = async (
  touch: OutgoingTouch<SlackStep>,
  { poster }: PortsWith<'poster'>,
): Promise<PreparedTouch> => {
  const { step } = touch.call;
  return {
    kind: 'outgoing',
    send: async () => {
      await poster.post({ kind: 'slack', name: step.channel }, { text: step.text }, touch.addressee.delivery);
      return {};
    },
  };
};

export const slackSender: ChannelSender<SlackStep> = { prepare: prepareSlack };
