import { useState } from 'preact/hooks';

/** What is being written, kept over whatever loads the page anew in this tab, until it is sent or given up. */
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
