import type { TaskSink } from '../sink.ts';

export const salesforceSink = { names: 'destination', tells: 'none', dropsRepeated: false } as const satisfies TaskSink;
