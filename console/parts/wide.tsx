import type { ComponentChildren } from 'preact';

/** A section that scrolls horizontally on its own, also by keyboard. */
export const Wide = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keyboard
  <section class="wide" tabIndex={0} aria-label={label}>
    {children}
  </section>
);
