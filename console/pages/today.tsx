import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../api.ts';
import { isReadOnly } from '../api.ts';
import { useKeys } from '../keys.ts';
import { doLater, pendingOf, showsIn } from '../later.ts';
import { choose, goTo, hrefWith, search } from '../location.ts';
import { ChoiceLink } from '../parts/choice-link.tsx';
import { Awaited, Empty } from '../parts/states.tsx';
import { pendingTaskAction, TaskActionButton, type TaskActionId } from '../parts/task-actions.tsx';
import { TaskDetail } from '../parts/task-detail.tsx';
import { TaskRow } from '../parts/task-row.tsx';
import { TeamLoad } from '../parts/team-load.tsx';
import { useView } from '../use-view.ts';
import { viewer } from '../viewer.ts';

type Today = Answer<'/v1/today'>;

const groups = [
  { id: 'now', name: 'Now', says: 'overdue or due today' },
  { id: 'next', name: 'Next', says: 'later this week or beyond' },
  { id: 'snoozed', name: 'Snoozed', says: 'come back on their own' },
] as const;

const noFilters = { owner: undefined, only: undefined, from: undefined };

/** `/`: a CSM's task list for the day. */
export const TodayPage = () => {
  const scope = search.value.get('scope') === 'team' ? 'team' : 'mine';
  const from = search.value.get('from') ?? undefined;
  const [owner, only] = ['owner', 'only'].map(name => search.value.get(name) ?? undefined);
  const shown = useView('/v1/today', { scope, from, owner, only });
  const leads = viewer.value?.roles.some(role => role === 'lead' || role === 'admin');
  return (
    <div class="page today">
      <header>
        <h1>Today</h1>
        {leads && (
          <fieldset class="tabs" aria-label="Whose tasks">
            <button
              type="button"
              aria-pressed={scope === 'mine'}
              onClick={() => choose({ ...noFilters, scope: undefined })}
            >
              Mine
            </button>
            <button
              type="button"
              aria-pressed={scope === 'team'}
              onClick={() => choose({ ...noFilters, scope: 'team' })}
            >
              Team
            </button>
          </fieldset>
        )}
      </header>
      <Awaited of={shown}>{answer => <Tasks today={answer} />}</Awaited>
    </div>
  );
};

const Tasks = ({ today }: { today: Today }) => {
  const rows = today.rows.filter(row => !isGone(row));
  const [currentId, setCurrentId] = useState<string | undefined>(rows[0]?.id);
  const [isOpen, setOpen] = useState(false);
  const [picked, pick] = useState<ReadonlySet<string>>(new Set());
  const [action, setAction] = useState<TaskActionId>();
  const index = rows.findIndex(({ id }) => id === currentId);
  const current = rows[index] ?? rows[0];
  const chosen = picked.size > 0 ? rows.filter(({ id }) => picked.has(id)) : current ? [current] : [];
  const toDo = chosen.map(({ id, revision, title, account }) => ({ id, revision, title, accountName: account.name }));
  const move = (by: number) => setCurrentId(rows[Math.min(rows.length - 1, Math.max(0, index + by))]?.id);
  const begin = (which: TaskActionId) => {
    if (toDo.length === 0) return;
    if (which !== 'acknowledge') return setAction(which);
    for (const task of toDo) doLater(pendingTaskAction('acknowledge', task, {}, 'Acknowledged'));
    pick(new Set());
  };
  const toggle = (id: string) => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    pick(next);
  };
  /** The row to select next: the first below those being removed, else the last above. */
  const after = () => {
    const going = new Set(toDo.map(({ id }) => id));
    return (rows.slice(index).find(({ id }) => !going.has(id)) ?? rows.findLast(({ id }) => !going.has(id)))?.id;
  };
  useKeys({
    j: { does: 'Next task', run: () => move(1) },
    k: { does: 'Previous task', run: () => move(-1) },
    ArrowDown: { does: 'Next task', run: () => move(1) },
    ArrowUp: { does: 'Previous task', run: () => move(-1) },
    x: { does: 'Select', run: () => current && toggle(current.id) },
    Enter: { does: 'Open the task', run: () => setOpen(true) },
    o: { does: 'Open the account', run: () => current && goTo(`/accounts/${encodeURIComponent(current.account.id)}`) },
    ...(!isReadOnly && {
      a: { does: 'Acknowledge', run: () => begin('acknowledge') },
      s: { does: 'Snooze', run: () => begin('snooze') },
      r: { does: 'Resolve', run: () => begin('resolve') },
      e: { does: 'Reassign', run: () => begin('reassign') },
    }),
    Escape: {
      does: 'Clear selection',
      run: () => {
        pick(new Set());
        setOpen(false);
      },
    },
  });
  useEffect(() => showsIn(today.rows), [today]);
  useEffect(() => {
    document.getElementById(`task-${current?.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [current?.id]);
  return (
    <>
      {today.load && <TeamLoad load={today.load} />}
      {search.value.has('owner') && (
        <p>
          <ChoiceLink to={noFilters}>All team tasks</ChoiceLink>
        </p>
      )}
      {rows.length === 0 ? (
        <Empty title="Nothing is left to do">
          <p>
            Tasks appear here when a journey needs a person: an account goes quiet, a payment fails, a renewal is coming
            up.
          </p>
        </Empty>
      ) : (
        <div class={`split ${isOpen ? 'open' : ''}`}>
          <div class="list">
            {groups.map(({ id, name, says }) => {
              const own = rows.filter(({ group }) => group === id);
              if (own.length === 0) return null;
              return (
                <section key={id} aria-label={name}>
                  <h2>
                    {name}{' '}
                    <span class="count">
                      {today.counts[id] - (today.rows.length - rows.length > 0 ? gone(today, id) : 0)}
                    </span>{' '}
                    <span class="quiet">{says}</span>
                  </h2>
                  <ul class="rows">
                    {own.map(row => (
                      <TaskRow
                        key={row.id}
                        row={row}
                        isCurrent={row.id === current?.id}
                        isPicked={picked.has(row.id)}
                        pick={() => toggle(row.id)}
                        show={() => {
                          setCurrentId(row.id);
                          setOpen(true);
                        }}
                      />
                    ))}
                  </ul>
                </section>
              );
            })}
            {today.next !== undefined && (
              <p>
                <a href={hrefWith({ from: String(today.next) })}>More tasks</a>
              </p>
            )}
          </div>
          {current && (
            <aside aria-label="The task">
              <div class="bar">
                <button type="button" class="back" onClick={() => setOpen(false)}>
                  Back
                </button>
                {!isReadOnly && (
                  <>
                    <button type="button" onClick={() => begin('acknowledge')}>
                      Acknowledge <kbd>a</kbd>
                    </button>
                    <button type="button" onClick={() => begin('snooze')}>
                      Snooze <kbd>s</kbd>
                    </button>
                    <button type="button" onClick={() => begin('reassign')}>
                      Reassign <kbd>e</kbd>
                    </button>
                    <button type="button" class="main" onClick={() => begin('resolve')}>
                      Resolve <kbd>r</kbd>
                    </button>
                  </>
                )}
              </div>
              {picked.size > 1 ? <p class="note">{picked.size} tasks selected</p> : <TaskDetail id={current.id} />}
            </aside>
          )}
        </div>
      )}
      {action && (
        <TaskActionButton
          action={action}
          tasks={toDo}
          outcomes={today.outcomes}
          timezone={today.timezone}
          done={did => {
            if (did) {
              setCurrentId(after());
              pick(new Set());
            }
            setAction(undefined);
          }}
        />
      )}
    </>
  );
};

/** Acted on here; its request is still in the undo window. */
const isGone = ({ id }: { id: string }): boolean => {
  const path = pendingOf(id)?.path;
  return path !== undefined && !path.endsWith('/acknowledge');
};

const gone = ({ rows }: Today, group: string): number => rows.filter(row => row.group === group && isGone(row)).length;
