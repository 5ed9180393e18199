import type { WaitStep } from '../../definition/step.ts';
import type { Duration } from '../../kernel/duration.ts';
import { checkedDuration } from '../anchors.ts';
import { plainData } from '../plain-data.ts';

export const wait = (id: string, duration: Duration): WaitStep =>
  plainData({ kind: 'wait', id, duration: checkedDuration(`wait "${id}"`, duration) });
