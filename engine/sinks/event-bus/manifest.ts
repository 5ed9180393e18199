import type { TaskSink } from '../sink.ts';

export const eventBusSink = { names: 'bus', tells: 'every change', dropsRepeated: true } as const satisfies TaskSink;
