import type { TaskSink } from '../sink.ts';

export const webhookSink = {
  names: 'destination',
  tells: 'every change',
  dropsRepeated: true,
} as const satisfies TaskSink;
