import { eventBusSink } from './event-bus/manifest.ts';
import { hubspotSink } from './hubspot/manifest.ts';
import { salesforceSink } from './salesforce/manifest.ts';
import type { TaskSink } from './sink.ts';
import { slackSink } from './slack/manifest.ts';
import { webhookSink } from './webhook/manifest.ts';

/** Every sink, in the order of notification. Each also has a line in `tellers.ts`. */
export const sinks = {
  webhook: webhookSink,
  eventBus: eventBusSink,
  slack: slackSink,
  hubspot: hubspotSink,
  salesforce: salesforceSink,
} satisfies Readonly<Record<string, TaskSink>>;

export type SinkName = keyof typeof sinks;

export const sinkNames = Object.keys(sinks) as SinkName[];

/** Values of `taskSinks`: the sinks, and `answers`, the webhook for customers' comments. */
export const sinkSettings = [...sinkNames, 'answers'] as const;

/** The list of them for error messages. */
export const knownSinks = `knows only ${sinkSettings.map(name => `"${name}"`).join(', ')}`;
