import { signal } from '@preact/signals';
import { act, Refused } from './api.ts';
import { say } from './parts/toasts.tsx';
import { readAgain } from './use-view.ts';

/** What a person did, held back for as long as it can be undone. */
export interface Deed {
  /** `POST` to this path. */
  path: string;
  parameters: Readonly<Record<string, string>>;
  body: unknown;
  /** Told at the edge of the page: `Snoozed “Login drop” until tomorrow`. */
  told: string;
  /** What the page shows it of, so that it can be shown as done already. */
  subject: string;
}

/** Undo is offered this long, in milliseconds. */
const undoable = 10_000;

const waiting = signal<ReadonlyMap<string, Deed>>(new Map());
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** What was done with a subject and is not sent yet, or not known to be taken. */
export const pendingOf = (subject: string): Deed | undefined =>
  waiting.value.values().find(deed => deed.subject === subject);

/** Sends it in ten seconds, or when the page is left; until then it can be undone, and nobody else has seen it. */
export const doLater = (deed: Deed): void => {
  const key = crypto.randomUUID();
  waiting.value = new Map(waiting.value).set(key, deed);
  timers.set(
    key,
    setTimeout(() => void send(key, deed), undoable),
  );
  say(deed.told, { undo: () => forget(key), lasts: undoable });
};

/** Sends at once what waits of a subject, so that a second deed comes after it. */
export const sendNow = async (subject: string): Promise<void> => {
  for (const [key, deed] of waiting.value) if (deed.subject === subject && timers.has(key)) await send(key, deed);
};

const forget = (key: string): void => {
  clearTimeout(timers.get(key));
  timers.delete(key);
  const left = new Map(waiting.value);
  left.delete(key);
  waiting.value = left;
};

const send = async (key: string, { path, parameters, body }: Deed): Promise<void> => {
  clearTimeout(timers.get(key));
  timers.delete(key);
  try {
    await act(path, parameters, body, key);
  } catch (error) {
    say(error instanceof Refused ? error.message : 'It could not be sent, and was not done. Try again.', {
      isError: true,
    });
  }
  readAgain();
  // What was done shows in what is read; that takes a moment.
  setTimeout(() => {
    forget(key);
    readAgain();
  }, 700);
};

addEventListener('pagehide', () => {
  for (const [key, deed] of waiting.value) if (timers.has(key)) void send(key, deed);
});
