import type { Pool } from '../../engine/definition/pool.ts';

export const aPool = (more: Partial<Pool> = {}): Pool => ({
  id: 'growth',
  members: ['csm-1', 'csm-2'],
  capacity: 25,
  ...more,
});
