import { signal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

/** Shortcuts by typed keys: `j`, `Enter`, `g t`. */
export type Keys = Readonly<Record<string, { does: string; run(): void }>>;

/** Shortcuts of the page and of dialogs over it, the topmost last. */
const layers: { current: Keys; modal: boolean }[] = [];
/** Incremented when shortcuts change. */
const changed = signal(0);

/** Shortcuts that work while the component is shown. `modal` disables all others. */
export const useKeys = (keys: Keys, { modal = false } = {}): void => {
  const names = Object.keys(keys).join();
  // A layout effect, so that the key right after one that closes a dialog isn't lost.
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

/** All active shortcuts, for the help dialog. */
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
  // Focused buttons and links handle these keys themselves.
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
