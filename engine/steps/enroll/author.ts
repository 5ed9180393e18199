import { plainData } from '../../journey/plain-data.ts';
import type { EnrollStep } from './step.ts';

export const enroll = (journey: string, { id = journey }: { id?: string } = {}): EnrollStep =>
  plainData({ kind: 'enroll', id, journey });
