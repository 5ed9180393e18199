import type { ComponentChildren } from 'preact';

/** What may be wider than the screen: it scrolls by itself, by keyboard, too. */
export const Wide = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keyboard
  <section class="wide" tabIndex={0} aria-label={label}>
    {children}
  </section>
);
