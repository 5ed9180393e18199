import { type Enrollment, isOver } from '../account/enrollment.ts';
import { allRows } from './rows.ts';
import type { Store } from './store.ts';

/** All active enrollments of a journey, an account a page. */
export async function* memoryActiveEnrollments(store: Store, journey: string): AsyncGenerator<Enrollment[]> {
  for (const { enrollments } of [...store.accounts.values()]) {
    const active = allRows(enrollments).filter(each => each.journey === journey && !isOver(each));
    if (active.length > 0) yield active;
  }
}
