import type { EnrollStep } from '../../definition/step.ts';
import { plainData } from '../plain-data.ts';

export const enroll = (journey: string, { id = journey }: { id?: string } = {}): EnrollStep =>
  plainData({ kind: 'enroll', id, journey });
