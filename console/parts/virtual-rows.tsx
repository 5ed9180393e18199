import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Extra rows rendered beyond the edges of the window. */
const spare = 12;

/**
 * The body of a table with many rows of equal height: only visible rows are rendered, with spacers above and below, so
 * that the page keeps its length.
 */
export const VirtualRows = ({
  count,
  height,
  columns,
  row,
  onShow,
}: {
  count: number;
  /** Height of a row in pixels. */
  height: number;
  columns: number;
  row(index: number): ComponentChildren;
  /** Called with the visible rows; `to` is exclusive. */
  onShow?(from: number, to: number): void;
}) => {
  const body = useRef<HTMLTableSectionElement>(null);
  const [[from, to], setRange] = useState<readonly [number, number]>([0, Math.min(count, 60)]);
  useEffect(() => {
    const look = () => {
      const top = body.current?.getBoundingClientRect().top ?? 0;
      const first = Math.max(0, Math.floor(-top / height) - spare);
      const last = Math.min(count, Math.ceil((innerHeight - top) / height) + spare);
      setRange(known => (known[0] === first && known[1] === last ? known : [first, Math.max(first, last)]));
    };
    look();
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, [count, height]);
  useEffect(() => onShow?.(from, to), [from, to, count]);
  const below = Math.max(0, count - to) * height;
  return (
    <tbody ref={body}>
      {from > 0 && <Room columns={columns} height={from * height} />}
      {Array.from({ length: Math.max(0, Math.min(to, count) - from) }, (_, n) => row(from + n))}
      {below > 0 && <Room columns={columns} height={below} />}
    </tbody>
  );
};

const Room = ({ columns, height }: { columns: number; height: number }) => (
  <tr class="room">
    <td colSpan={columns} height={height} aria-label="Further rows" />
  </tr>
);
