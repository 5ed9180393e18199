import type { Scalar } from '../../domain/condition.ts';
import type { UpdateStep } from '../../domain/step.ts';
import { plainData } from '../plain-data.ts';

export const update = (id: string, attributes: Readonly<Record<string, Scalar>>): UpdateStep =>
  plainData({ kind: 'update', id, attributes }, `update "${id}"`);
