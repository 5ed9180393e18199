import type { TaskSink } from '../sink.ts';

/** Tasks of the digest do not interrupt. */
export const slackSink = {
  names: 'destination',
  tells: 'what asks for attention',
  dropsRepeated: false,
} as const satisfies TaskSink;
