import { checkedDuration } from '../../journey/anchors.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { Duration } from '../../kernel/duration.ts';
import type { WaitStep } from './step.ts';

export const wait = (id: string, duration: Duration): WaitStep =>
  plainData({ kind: 'wait', id, duration: checkedDuration(`wait "${id}"`, duration) });
