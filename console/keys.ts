import { signal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

/** By what is typed: `j`, `Enter`, `g t`. */
export type Keys = Readonly<Record<string, { does: string; run(): void }>>;

/** Those of the page and of what lies over it, the latest last. */
const layers: { current: Keys; modal: boolean }[] = [];
/** Grows when keys come or go. */
const changed = signal(0);

/** Keys that work while the component is shown. `modal` ones leave no other to work. */
export const useKeys = (keys: Keys, { modal = false } = {}): void => {
  const names = Object.keys(keys).join();
  // With the page itself and not a frame later: the key after one that closes a dialog is not lost.
  useLayoutEffect(() => {
    const layer = { current: keys, modal };
    layers.push(layer);
    changed.value++;
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      changed.value++;
    };
  }, [names, modal]);
  useLayoutEffect(() => {
    const own = layers.find(({ current }) => Object.keys(current).join() === names);
    if (own) own.current = keys;
  });
};

/** All keys that work now, for the list behind `?`. */
export const keysNow = (): [string, string][] => {
  changed.value;
  return active().flatMap(({ current }) =>
    Object.entries(current).map(([key, { does }]): [string, string] => [key, does]),
  );
};

const active = () =>
  layers.slice(
    Math.max(
      0,
      layers.findLastIndex(({ modal }) => modal),
    ),
  );

let before: { key: string; at: number } | undefined;

addEventListener('keydown', event => {
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  const target = event.target as HTMLElement;
  const isWriting = target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;
  if (isWriting && event.key !== 'Escape') return;
  // A button in focus takes these itself.
  if ((event.key === 'Enter' || event.key === ' ') && target.closest('button, a[href], summary')) return;
  const typed = before && event.timeStamp - before.at < 1_500 ? `${before.key} ${event.key}` : undefined;
  const found = [typed, event.key].flatMap(key =>
    key === undefined ? [] : (active().findLast(({ current }) => key in current)?.current[key] ?? []),
  )[0];
  before = found ? undefined : { key: event.key, at: event.timeStamp };
  if (!found) return;
  event.preventDefault();
  found.run();
});
