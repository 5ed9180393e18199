import { signal } from '@preact/signals';
import { act, RefusedAnswer } from './api.ts';
import { say } from './parts/toasts.tsx';
import { readAgain } from './use-view.ts';

/** An action that is held back while it can be undone. */
export interface PendingAction {
  /** `POST` to this path. */
  path: string;
  parameters: Readonly<Record<string, string>>;
  body: unknown;
  /** Text of the toast: `Snoozed “Login drop” until tomorrow`. */
  told: string;
  /** Id of the item it is about, which the page shows as already done. */
  subject: string;
  /** The item's revision when the action was done: a different one shows that the action was applied. */
  revision?: number;
}

/** Undo is offered this long, in milliseconds. */
const undoable = 10_000;

/** How often, and at which interval in milliseconds, to check whether an action was applied. */
const looks = { most: 20, apart: 700 };

const waiting = signal<ReadonlyMap<string, PendingAction>>(new Map());
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** The action on a subject that is not sent yet, or not known to be applied. */
export const pendingOf = (subject: string): PendingAction | undefined =>
  waiting.value.values().find(action => action.subject === subject);

/** Sends the action after ten seconds, or when the page is left. Until then it can be undone. */
export const doLater = (action: PendingAction): void => {
  // A second action sends the first one, which then can no longer be undone.
  for (const [before, first] of waiting.value)
    if (first.subject === action.subject && timers.has(before)) void send(before, first);
  const key = crypto.randomUUID();
  waiting.value = new Map(waiting.value).set(key, action);
  timers.set(
    key,
    setTimeout(() => void send(key, action), undoable),
  );
  say(action.told, { undo: () => forget(key), lasts: undoable });
};

/** Call with fresh rows: forgets actions that they reflect, or whose subject is gone. */
export const showsIn = (read: readonly { id: string; revision: number }[]): void => {
  for (const [key, { subject, revision }] of waiting.value) {
    if (timers.has(key)) continue;
    const row = read.find(({ id }) => id === subject);
    if (!row || row.revision !== revision) forget(key);
  }
};

const forget = (key: string): void => {
  clearTimeout(timers.get(key));
  timers.delete(key);
  const left = new Map(waiting.value);
  left.delete(key);
  waiting.value = left;
};

const send = async (key: string, { path, parameters, body }: PendingAction): Promise<void> => {
  clearTimeout(timers.get(key));
  timers.delete(key);
  try {
    await act(path, parameters, body, key);
  } catch (error) {
    forget(key);
    say(error instanceof RefusedAnswer ? error.message : 'The action could not be sent and was not done. Try again.', {
      isError: true,
    });
  }
  readAgain();
  for (let look = 0; look < looks.most && waiting.value.has(key); look++) {
    await new Promise(done => setTimeout(done, looks.apart));
    if (waiting.value.has(key)) readAgain();
  }
  forget(key);
};

addEventListener('pagehide', () => {
  for (const [key, action] of waiting.value) if (timers.has(key)) void send(key, action);
});
