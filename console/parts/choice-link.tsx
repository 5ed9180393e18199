import type { ComponentChildren } from 'preact';
import { choose, hrefWith } from '../location.ts';

/** A link to this page with another choice; keeps the scroll position. */
export const ChoiceLink = ({
  to,
  children,
  isChosen = false,
  class: className,
}: {
  to: Readonly<Record<string, string | undefined>>;
  children: ComponentChildren;
  isChosen?: boolean;
  class?: string;
}) => (
  <a
    href={hrefWith(to)}
    aria-current={isChosen ? 'true' : undefined}
    class={className ?? ''}
    onClick={event => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      choose(to);
    }}
  >
    {children}
  </a>
);
