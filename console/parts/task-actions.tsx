import { useState } from 'preact/hooks';
import { now } from '../clock.ts';
import { doLater, type PendingAction } from '../later.ts';
import { viewer } from '../viewer.ts';
import { outcomeText } from '../words.ts';
import { Choice, Dialog } from './dialog.tsx';
import { FormButtons } from './form-buttons.tsx';

/** Actions on one or several tasks. */
export type TaskActionId = 'acknowledge' | 'snooze' | 'resolve' | 'reassign';

export interface TaskToDo {
  id: string;
  revision: number;
  title: string;
  accountName: string;
}

/** Asks for the action's input, then performs it; `done` gets the affected tasks. */
export const TaskActionButton = ({
  action,
  tasks,
  outcomes,
  timezone,
  done,
}: {
  action: TaskActionId;
  tasks: readonly TaskToDo[];
  outcomes: readonly string[];
  timezone: string;
  done(did: boolean): void;
}) => {
  const act = (body: Record<string, unknown>, verb: string) => {
    for (const task of tasks) doLater(pendingTaskAction(action, task, body, verb));
    done(true);
  };
  const what = tasks.length === 1 ? `“${tasks[0]?.title}”, ${tasks[0]?.accountName}` : `${tasks.length} tasks`;
  const close = () => done(false);
  if (action === 'snooze')
    return (
      <Choice
        title={`Snooze ${what}`}
        options={snoozes(timezone)}
        choose={until => act({ until }, 'Snoozed')}
        close={close}
      />
    );
  if (action === 'reassign')
    return (
      <Choice
        title={`Reassign ${what}`}
        options={(viewer.value?.team ?? []).filter(({ id }) => id !== viewer.value?.csm?.id)}
        choose={to => act({ to }, 'Reassigned')}
        close={close}
      />
    );
  if (action === 'resolve') return <Resolve what={what} outcomes={outcomes} act={act} close={close} />;
  return null;
};

export const pendingTaskAction = (
  action: TaskActionId,
  task: TaskToDo,
  body: Record<string, unknown>,
  verb: string,
): PendingAction => ({
  path: `/v1/tasks/{id}/${action}`,
  parameters: { id: task.id },
  body: { ...body, revision: task.revision },
  subject: task.id,
  revision: task.revision,
  told: `${verb} “${task.title}” of ${task.accountName}`,
});

const Resolve = ({
  what,
  outcomes,
  act,
  close,
}: {
  what: string;
  outcomes: readonly string[];
  act(body: Record<string, unknown>, verb: string): void;
  close(): void;
}) => {
  const [minutes, setMinutes] = useState('');
  const [outcome, setOutcome] = useState('');
  const took = Number(minutes);
  return (
    <Dialog title={`Resolve ${what}`} close={close}>
      <form
        onSubmit={event => {
          event.preventDefault();
          if (outcome) act({ outcome, ...(minutes && took >= 0 && { minutes: Math.round(took) }) }, 'Resolved');
        }}
      >
        <fieldset class="choice">
          <legend>Outcome</legend>
          {outcomes.map((code, n) => (
            <label key={code}>
              <input
                type="radio"
                name="outcome"
                value={code}
                checked={outcome === code}
                onChange={() => setOutcome(code)}
                onKeyDown={event => event.key === 'Enter' && event.currentTarget.form?.requestSubmit()}
                required
              />
              {outcomeText(code)} <kbd>{n + 1}</kbd>
            </label>
          ))}
        </fieldset>
        <label class="field">
          Minutes it took <span class="quiet">(optional)</span>
          <input
            type="number"
            min="0"
            max="1440"
            inputMode="numeric"
            value={minutes}
            onInput={event => setMinutes(event.currentTarget.value)}
          />
        </label>
        <FormButtons does="Resolve" close={close} />
      </form>
    </Dialog>
  );
};

/** Nine in the morning of tomorrow, of next Monday, in a month. */
const snoozes = (timezone: string) => {
  const today = new Date(now());
  const weekday = Number(
    ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(
      new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone: timezone }).format(today),
    ),
  );
  const after = (days: number) => nineOClock(today.getTime() + days * 86_400_000, timezone);
  return [
    { id: after(1), name: 'Until tomorrow' },
    { id: after((8 - weekday) % 7 || 7), name: 'Until Monday' },
    { id: after(7), name: 'For a week' },
    { id: after(30), name: 'For a month' },
  ];
};

/** 09:00 without an offset, because the zone is the account's. */
const nineOClock = (at: number, timeZone: string): string =>
  `${new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(at))}T09:00:00`;
