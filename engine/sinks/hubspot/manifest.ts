import type { TaskSink } from '../sink.ts';

export const hubspotSink = { names: 'destination', tells: 'none', dropsRepeated: false } as const satisfies TaskSink;
