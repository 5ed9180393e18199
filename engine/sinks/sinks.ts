import { eventBusSink } from './event-bus/manifest.ts';
import { hubspotSink } from './hubspot/manifest.ts';
import { salesforceSink } from './salesforce/manifest.ts';
import type { TaskSink } from './sink.ts';
import { slackSink } from './slack/manifest.ts';
import { webhookSink } from './webhook/manifest.ts';

/** Every sink, in the order in which they are told. Each has a line in `tellers.ts`, too. */
export const sinks = {
  webhook: webhookSink,
  eventBus: eventBusSink,
  slack: slackSink,
  hubspot: hubspotSink,
  salesforce: salesforceSink,
} satisfies Readonly<Record<string, TaskSink>>;

export type SinkName = keyof typeof sinks;

export const sinkNames = Object.keys(sinks) as SinkName[];

/** Values of `taskSinks`: the sinks, and `answers`, the webhook that gets what customers write. */
export const sinkSettings = [...sinkNames, 'answers'] as const;

/** The text that tells which those are. */
export const knownSinks = `knows only ${sinkSettings.map(name => `"${name}"`).join(', ')}`;
