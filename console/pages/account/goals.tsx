import { useState } from 'preact/hooks';
import { isReadOnly } from '../../api.ts';
import { doLater, pendingOf } from '../../later.ts';
import { say } from '../../parts/toasts.tsx';
import { viewer } from '../../viewer.ts';
import { changeGoal, GoalForm } from './goal-form.tsx';
import type { Account } from './header.tsx';

type Goal = Account['goals'][number];
type GoalAction = 'reach' | 'drop';

/** The customer's goals, which its CSM can edit. */
export const Goals = ({ account }: { account: Account }) => {
  const [edits, setEdits] = useState<Goal | 'new'>();
  const mayEdit = !isReadOnly && (viewer.value?.roles ?? []).some(role => role !== 'marketer');
  const goals = account.goals.filter(({ id }) => pendingAction(account, id) !== 'drop');
  if (goals.length === 0 && !mayEdit) return null;
  return (
    <section>
      <h2>What they want to reach</h2>
      {goals.length > 0 && (
        <ul class="goals">
          {goals.map(goal => (
            <GoalRow key={goal.id} account={account} goal={goal} mayEdit={mayEdit} edit={() => setEdits(goal)} />
          ))}
        </ul>
      )}
      {mayEdit && (
        <button type="button" onClick={() => setEdits('new')}>
          Add a goal
        </button>
      )}
      {edits && (
        <GoalForm account={account} {...(edits !== 'new' && { goal: edits })} close={() => setEdits(undefined)} />
      )}
    </section>
  );
};

const GoalRow = ({
  account,
  goal,
  mayEdit,
  edit,
}: {
  account: Account;
  goal: Goal;
  mayEdit: boolean;
  edit(): void;
}) => {
  const { id, title, dueAt, progress, owner, milestones = [] } = goal;
  const state = pendingAction(account, id) === 'reach' ? 'reached' : goal.state;
  const does = (action: GoalAction, told: string) =>
    doLater({
      path: '/v1/accounts/{id}/goals',
      parameters: { id: account.id },
      body: { does: action, goal: id },
      subject: subjectOf(account, id),
      told,
    });
  return (
    <li>
      <span>{title}</span> <span class={`pill ${state}`}>{state}</span>
      {progress && (
        <span class="quiet">
          {progress.part} of {progress.whole}
        </span>
      )}
      {dueAt && <span class="quiet">by {dueAt.slice(0, 10)}</span>}
      {owner && <span class="quiet">{nameOf(owner, account)}</span>}
      {mayEdit && (
        <span class="goal-does">
          <button type="button" aria-label={`Change ${title}`} onClick={edit}>
            Change
          </button>
          {state !== 'reached' && (
            <button
              type="button"
              aria-label={`${title} is reached`}
              onClick={() => does('reach', `“${title}” is reached`)}
            >
              Reached
            </button>
          )}
          <button type="button" aria-label={`Drop ${title}`} onClick={() => does('drop', `Dropped “${title}”`)}>
            Drop
          </button>
        </span>
      )}
      {milestones.length > 0 && (
        <ul class="milestones">
          {milestones.map(milestone => (
            <li key={milestone.id}>
              <label>
                <input
                  type="checkbox"
                  checked={milestone.doneAt !== undefined}
                  disabled={!mayEdit}
                  onChange={() => void tick(account, goal, milestone.id)}
                />{' '}
                {milestone.title ?? milestone.id}
              </label>
              {milestone.dueAt && <span class="quiet">by {milestone.dueAt.slice(0, 10)}</span>}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
};

const subjectOf = (account: Account, goal: string): string => `${account.id} goal ${goal}`;

/** The pending action on a goal, which can still be undone or isn't visible yet. */
const pendingAction = (account: Account, goal: string): GoalAction | undefined =>
  (pendingOf(subjectOf(account, goal))?.body as { does: GoalAction } | undefined)?.does;

const nameOf = (owner: string, { people, owner: csm }: Account): string =>
  [...people, ...(csm ? [csm] : [])].find(({ id }) => id === owner)?.name ?? owner;

/** Toggles a milestone. */
const tick = async (account: Account, goal: Goal, id: string): Promise<void> => {
  const milestones = (goal.milestones ?? []).map(({ doneAt, ...milestone }) => {
    const isDone = milestone.id === id ? doneAt === undefined : doneAt !== undefined;
    return { ...milestone, ...(isDone && { doneAt: doneAt ?? account.now }) };
  });
  try {
    await changeGoal(account, goal, { milestones });
  } catch (error) {
    say((error as Error).message, { isError: true });
  }
};
