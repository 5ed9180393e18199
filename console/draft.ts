import { useState } from 'preact/hooks';

/** A draft that survives reloads in this tab until it is sent or discarded. */
export const useDraft = (name: string): { text: string; write(text: string): void; forget(): void } => {
  const key = `daymark.draft ${name}`;
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '');
  return {
    text,
    write: next => {
      setText(next);
      sessionStorage.setItem(key, next);
    },
    forget: () => sessionStorage.removeItem(key),
  };
};
