import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useKeys } from '../keys.ts';

/** A modal dialog. Escape or a click outside closes it, and the focus returns. */
export const Dialog = ({ title, close, children }: { title: string; close(): void; children: ComponentChildren }) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useKeys({ Escape: { does: 'Close', run: close } }, { modal: true });
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('[autofocus], input, select, textarea, button')?.focus();
    return () => before?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      onCancel={event => {
        event.preventDefault();
        close();
      }}
      onClick={event => event.target === dialog.current && close()}
      onKeyDown={() => undefined}
    >
      <div class="dialog">
        <h2>{title}</h2>
        {children}
      </div>
    </dialog>
  );
};

/** A list to choose from by number key or mouse. */
export const Choice = <Id extends string>({
  title,
  options,
  choose,
  close,
  children,
}: {
  title: string;
  options: readonly { id: Id; name: string }[];
  choose(id: Id): void;
  close(): void;
  children?: ComponentChildren;
}) => {
  useKeys(
    Object.fromEntries(
      options.slice(0, 9).map(({ id, name }, n) => [String(n + 1), { does: name, run: () => choose(id) }]),
    ),
  );
  return (
    <Dialog title={title} close={close}>
      {children}
      <ul class="choice">
        {options.map(({ id, name }, n) => (
          <li key={id}>
            <button type="button" onClick={() => choose(id)}>
              {name} {n < 9 && <kbd>{n + 1}</kbd>}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
};
