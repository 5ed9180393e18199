import { signal } from '@preact/signals';

/** Milliseconds by which the data's clock is ahead of this machine's. */
const offset = signal(0);
const beat = signal(Date.now());
setInterval(() => {
  beat.value = Date.now();
}, 30_000);

/** Sets the current time of the data's clock. */
export const setClock = (now: string): void => {
  offset.value = Date.parse(now) - Date.now();
};

/** The data's current time, to half a minute; in `daymark dev` it differs from this machine's. */
export const now = (): number => Math.max(beat.value, Date.now() - 30_000) + offset.value;
