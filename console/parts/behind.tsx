import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { number } from '../words.ts';
import { ChoiceLink } from './choice-link.tsx';
import { showOnly } from './chosen-number.ts';

/** Side panel with the details of a number. */
export const Behind = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <aside class="figure" aria-label={title}>
    <header>
      <h2>{title}</h2>
      <ChoiceLink to={showOnly()}>Close</ChoiceLink>
    </header>
    {children}
  </aside>
);

const shownFirst = 200;

/** A list of any length that shows its first 200 rows at once. */
export const LongList = <Row,>({
  rows,
  none,
  class: className,
  row,
}: {
  rows: readonly Row[];
  none: string;
  class?: string;
  row: (row: Row) => ComponentChildren;
}) => {
  const [most, setMost] = useState(shownFirst);
  if (rows.length === 0) return <p class="quiet">{none}</p>;
  return (
    <>
      <ul class={className}>{rows.slice(0, most).map(row)}</ul>
      {rows.length > most && (
        <button type="button" onClick={() => setMost(most + shownFirst)}>
          {number(Math.min(shownFirst, rows.length - most))} more of {number(rows.length)}
        </button>
      )}
    </>
  );
};
