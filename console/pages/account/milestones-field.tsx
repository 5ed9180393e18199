import type { Account } from './header.tsx';

export type Milestone = NonNullable<Account['goals'][number]['milestones']>[number];

/** Maximum number of milestones of a goal. */
const most = 10;

/** Field for a goal's milestones, in order, with their due dates. */
export const MilestonesField = ({
  of,
  write,
}: {
  of: readonly Milestone[];
  write(milestones: readonly Milestone[]): void;
}) => {
  const change = (id: string, { dueAt, ...said }: { title?: string; dueAt?: string }) =>
    write(
      of.map(each => {
        if (each.id !== id) return each;
        const { dueAt: before, ...others } = each;
        const by = dueAt ?? before ?? '';
        return { ...others, ...said, ...(by !== '' && { dueAt: by }) };
      }),
    );
  return (
    <fieldset class="field">
      <legend>On the way</legend>
      {of.map(({ id, title = '', dueAt }, n) => (
        <div key={id} class="milestone">
          <input
            placeholder={id}
            aria-label={`Milestone ${n + 1}`}
            maxLength={200}
            value={title}
            onInput={event => change(id, { title: event.currentTarget.value })}
          />
          <input
            type="date"
            aria-label={`Milestone ${n + 1} by`}
            value={dueAt?.slice(0, 10) ?? ''}
            onInput={event => change(id, { dueAt: event.currentTarget.value })}
          />
          <button
            type="button"
            aria-label={`Remove milestone ${n + 1}`}
            onClick={() => write(of.filter(each => each.id !== id))}
          >
            Remove
          </button>
        </div>
      ))}
      {of.length < most && (
        <div>
          <button type="button" onClick={() => write([...of, { id: freeId(of), title: '' }])}>
            Add a milestone
          </button>
        </div>
      )}
    </fieldset>
  );
};

/** An unused id. Ids appear in logs, so they must not contain the customer's texts. */
const freeId = (of: readonly Milestone[]): string => {
  const taken = new Set(of.map(({ id }) => id));
  return Array.from({ length: most + 1 }, (_, n) => `m${n + 1}`).find(id => !taken.has(id)) ?? 'm';
};
