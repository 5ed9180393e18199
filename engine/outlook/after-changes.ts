import type { AccountSnapshot } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import type { Enrollment } from '../account/enrollment.ts';

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/** The account after a decision's changes, as far as later steps depend on them. */
export const afterChanges = (snapshot: AccountSnapshot, changes: readonly Change[]): AccountSnapshot =>
  changes.reduce((known, change) => (after[change.kind] as After | undefined)?.(known, change) ?? known, snapshot);

type After = (snapshot: AccountSnapshot, change: Change) => AccountSnapshot;

const after: { readonly [Kind in Change['kind']]?: (snapshot: AccountSnapshot, change: Of<Kind>) => AccountSnapshot } =
  {
    advance: (snapshot, { enrollment, step, at, ended, took }) =>
      changed(snapshot, enrollment, ({ steps, ...known }) => ({
        ...known,
        steps: { ...steps, [step]: at },
        ...(took && { took }),
        ...(ended && { status: ended, endedAt: at }),
      })),
    exit: (snapshot, { enrollment, reason, at }) =>
      changed(snapshot, enrollment, known => ({ ...known, status: 'exited', exitReason: reason, endedAt: at })),
    contact: (snapshot, { contact }) => ({
      ...snapshot,
      contacts: snapshot.contacts.map(known => (known.id === contact.id ? contact : known)),
    }),
    task: (snapshot, { task }) => ({
      ...snapshot,
      tasks: [...snapshot.tasks.filter(({ id }) => id !== task.id), ...(task.status === 'resolved' ? [] : [task])],
    }),
  };

const changed = (
  snapshot: AccountSnapshot,
  id: string,
  change: (known: Enrollment) => Enrollment,
): AccountSnapshot => ({
  ...snapshot,
  enrollments: snapshot.enrollments.map(known => (known.id === id ? change(known) : known)),
});
