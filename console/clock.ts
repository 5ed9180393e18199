import { signal } from '@preact/signals';

/** Milliseconds between the clock of the data and this machine's. */
const offset = signal(0);
const beat = signal(Date.now());
setInterval(() => {
  beat.value = Date.now();
}, 30_000);

/** The data's clock stands here. */
export const setClock = (now: string): void => {
  offset.value = Date.parse(now) - Date.now();
};

/** What time it is where the data is, to half a minute: in `daymark dev` the clock is moved. */
export const now = (): number => Math.max(beat.value, Date.now() - 30_000) + offset.value;
