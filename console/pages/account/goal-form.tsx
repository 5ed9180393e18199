import { useState } from 'preact/hooks';
import { act } from '../../api.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { say } from '../../parts/toasts.tsx';
import { readAgain } from '../../use-view.ts';
import type { Account } from './header.tsx';
import { type Milestone, MilestonesField } from './milestones-field.tsx';

type Goal = Account['goals'][number];

/** Form to add or change a goal. */
export const GoalForm = ({ account, goal, close }: { account: Account; goal?: Goal; close(): void }) => {
  const { people, owner, usage } = account;
  const [said, setSaid] = useState({
    title: goal?.title ?? '',
    dueAt: goal?.dueAt?.slice(0, 10) ?? '',
    metric: goal?.metric ?? '',
    target: goal?.target === undefined ? '' : String(goal.target),
    owner: goal?.owner ?? '',
  });
  const [before] = useState(said);
  const [milestones, setMilestones] = useState<readonly Milestone[]>(goal?.milestones ?? []);
  const [seen] = useState(account);
  const [key] = useState(() => crypto.randomUUID());
  const [problem, setProblem] = useState<string>();
  const [isSent, setSent] = useState(false);
  const write = (name: keyof typeof said) => (event: { currentTarget: { value: string } }) =>
    setSaid({ ...said, [name]: event.currentTarget.value });
  const send = async () => {
    setSent(true);
    try {
      const { target, ...others } = said;
      const members = { ...others, target: target === '' ? null : Number(target) };
      const isNew = ([name]: [string, unknown]) => said[name as 'title'] !== before[name as 'title'];
      const changed = {
        ...Object.fromEntries(Object.entries(members).filter(isNew)),
        ...(JSON.stringify(milestones) !== JSON.stringify(goal?.milestones ?? []) && { milestones }),
      };
      if (goal) await changeGoal(seen, goal, changed, key);
      else await edit(account, { does: 'add', ...changed }, key);
      close();
    } catch (error) {
      setSent(false);
      setProblem((error as Error).message);
    }
  };
  const metrics = [
    { id: 'adoption', name: 'Share of the key features in use' },
    ...usage.map(({ event }) => ({ id: `count:${event}`, name: `Number of ${event}` })),
  ];
  const persons = [...people, ...(owner ? [owner] : [])];
  return (
    <Dialog title={goal ? `Change “${goal.title}”` : `A goal of ${account.name}`} close={close}>
      <form
        onSubmit={event => {
          event.preventDefault();
          if (said.title.trim() !== '' && !isSent) void send();
        }}
      >
        <label class="field">
          What they want to reach
          <input required maxLength={200} value={said.title} onInput={write('title')} />
        </label>
        <label class="field">
          By
          <input type="date" value={said.dueAt} onInput={write('dueAt')} />
        </label>
        <label class="field">
          Measured by
          <select value={said.metric} onChange={write('metric')}>
            <option value="">nothing: marked as reached by hand</option>
            {withOwn(metrics, said.metric)}
          </select>
        </label>
        {said.metric !== '' && (
          <label class="field">
            {said.metric === 'adoption' ? 'Target: a share, such as 0.6' : 'Target'}
            <input type="number" min="0" step="any" value={said.target} onInput={write('target')} />
          </label>
        )}
        <label class="field">
          Pursued by
          <select value={said.owner} onChange={write('owner')}>
            <option value="">nobody in particular</option>
            {withOwn(persons, said.owner)}
          </select>
        </label>
        <MilestonesField of={milestones} write={setMilestones} />
        {problem && (
          <p class="note" role="alert">
            {problem}
          </p>
        )}
        <FormButtons
          does={goal ? 'Change the goal' : 'Add the goal'}
          isReady={said.title.trim() !== '' && !isSent}
          close={close}
        />
      </form>
    </Dialog>
  );
};

/** Sends the changed fields of a goal. @throws Refused if the plan changed meanwhile */
export const changeGoal = (
  account: Account,
  goal: Pick<Goal, 'id'>,
  members: object,
  key: string = crypto.randomUUID(),
): Promise<void> => edit(account, { does: 'change', goal: goal.id, seen: account.goalsSeen, ...members }, key);

const edit = async ({ id }: Account, body: object, key: string): Promise<void> => {
  const { warnings } = (await act('/v1/accounts/{id}/goals', { id }, body, key)) as {
    warnings: { field: string; message: string }[];
  };
  say('Plan changed');
  for (const { field, message } of warnings) say(`${field} ${message}`);
  readAgain();
};

/** The options, plus the current value if it was set by a call and isn't one of them. */
const withOwn = (options: readonly { id: string; name: string }[], own: string) =>
  [...options, ...(own === '' || options.some(({ id }) => id === own) ? [] : [{ id: own, name: own }])].map(
    ({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ),
  );
