import { eventBusTeller } from './event-bus/tell.ts';
import { hubspotTeller } from './hubspot/tell.ts';
import { salesforceTeller } from './salesforce/tell.ts';
import type { SinkName } from './sinks.ts';
import { slackTeller } from './slack/tell.ts';
import type { TaskTeller } from './teller.ts';
import { webhookTeller } from './webhook/tell.ts';

export const tellers: Readonly<Record<SinkName, TaskTeller>> = {
  webhook: webhookTeller,
  eventBus: eventBusTeller,
  slack: slackTeller,
  hubspot: hubspotTeller,
  salesforce: salesforceTeller,
};
