import type { Change } from '../account/change.ts';
import { accountWriters } from './account-writers.ts';
import { contactWriters } from './contacts.ts';
import { customerWriters } from './customers.ts';
import { deliveryWriters } from './deliveries.ts';
import { enrollmentWriters } from './enrollments.ts';
import { healthWriters } from './health-history.ts';
import { planWriters } from './plans.ts';
import { promptWriters } from './prompts.ts';
import { revenueWriters } from './revenue.ts';
import type { ChangeWriter, ChangeWriters, RowWrite } from './row-write.ts';
import type { AccountRows, Store } from './store.ts';
import { taskWriters } from './tasks.ts';
import { waitingWriters } from './waiting-events.ts';

const writers: ChangeWriters<Change['kind']> = {
  ...accountWriters,
  ...contactWriters,
  ...customerWriters,
  ...deliveryWriters,
  ...enrollmentWriters,
  ...healthWriters,
  ...planWriters,
  ...promptWriters,
  ...revenueWriters,
  ...taskWriters,
  ...waitingWriters,
};

/** The writes of a change to rows of its account, and to rows that accounts share. */
export const rowWrites = (change: Change, rows: AccountRows, store: Store): RowWrite[] =>
  (writers[change.kind] as ChangeWriter<Change['kind']>)(change, rows, store);
