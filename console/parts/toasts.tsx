import { signal } from '@preact/signals';
import { useKeys } from '../keys.ts';

interface Toast {
  id: number;
  text: string;
  undo?: (() => void) | undefined;
  isError?: boolean;
}

const toasts = signal<readonly Toast[]>([]);
let count = 0;

/** Shows a toast for `lasts` milliseconds. */
export const say = (
  text: string,
  { undo, isError = false, lasts = 10_000 }: Partial<Toast> & { lasts?: number } = {},
): number => {
  const id = ++count;
  toasts.value = [...toasts.value.slice(-2), { id, text, undo, isError }];
  setTimeout(() => unsay(id), lasts);
  return id;
};

export const unsay = (id: number): void => {
  toasts.value = toasts.value.filter(each => each.id !== id);
};

export const Toasts = () => {
  const undoLast = () => {
    const last = toasts.value.findLast(({ undo }) => undo);
    if (!last?.undo) return;
    last.undo();
    unsay(last.id);
  };
  useKeys({ u: { does: 'Undo', run: undoLast } });
  return (
    <div class="toasts" role="status">
      {toasts.value.map(({ id, text, undo, isError }) => (
        <p key={id} class={isError ? 'error' : ''}>
          {text}
          {undo && (
            <button
              type="button"
              onClick={() => {
                undo();
                unsay(id);
              }}
            >
              Undo <kbd>u</kbd>
            </button>
          )}
        </p>
      ))}
    </div>
  );
};
