import { useEffect, useRef, useState } from 'preact/hooks';

/** Rows of a long list, loaded page by page as they become visible. A different key starts over. */
export const useRows = <Row>(
  key: string,
  first: readonly Row[],
  size: number,
  read: (from: number) => Promise<readonly Row[]>,
): { rowAt(index: number): Row | undefined; show(from: number, to: number): void } => {
  const pages = useRef<{ key: string; of: Map<number, readonly Row[] | 'asked'> }>({ key, of: new Map() });
  const [, setRound] = useState(0);
  if (pages.current.key !== key) pages.current = { key, of: new Map() };
  pages.current.of.set(0, first);
  const own = pages.current;
  useEffect(() => {
    // Pages after a new first page are loaded again.
    own.of = new Map([[0, first]]);
    setRound(round => round + 1);
  }, [first]);
  return {
    rowAt: index => {
      const page = own.of.get(Math.floor(index / size));
      return page === undefined || page === 'asked' ? undefined : page[index % size];
    },
    show: (from, to) => {
      for (let page = Math.floor(from / size); page * size < to; page++) {
        if (own.of.has(page)) continue;
        own.of.set(page, 'asked');
        read(page * size).then(
          rows => {
            own.of.set(page, rows);
            setRound(round => round + 1);
          },
          () => own.of.delete(page),
        );
      }
    },
  };
};
