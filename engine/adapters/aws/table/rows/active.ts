import type { Enrollment } from '../../../../account/enrollment.ts';
import type { ItemWrite } from '../item-write.ts';
import { activeIndex, activeKey } from '../keys.ts';

/**
 * Lets an enrollment be found by its journey while it is active. An item of its own: the enrollment's row is written at
 * every wait and every step, and the index would be written with it each time.
 */
export const activeWrite = ({ id, account, journey }: Enrollment): ItemWrite => ({
  kind: 'put',
  key: activeKey(account, id),
  item: activeIndex(journey, account, id),
});

export const noLongerActiveWrite = (account: string, enrollment: string): ItemWrite => ({
  kind: 'delete',
  key: activeKey(account, enrollment),
});
