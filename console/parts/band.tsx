const told = { green: 'Healthy', yellow: 'Watch', red: 'At risk' } as const;
const shapes = {
  green: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z',
  yellow: 'M6 0.5 11.5 6 6 11.5 0.5 6z',
  red: 'M6 1 11.5 11H.5z',
} as const;

type Band = keyof typeof told;

/** A health score with a shape and a word for its band, so that color isn't needed. */
export const Score = ({ score, band, word = false }: { score: number | null; band: Band | null; word?: boolean }) => (
  <span class={`score ${band ?? 'none'}`}>
    {band && (
      <svg viewBox="0 0 12 12" width="10" height="10" role="img" aria-label={told[band]}>
        <title>{told[band]}</title>
        <path d={shapes[band]} />
      </svg>
    )}
    <b>{score ?? '–'}</b>
    {word && band && <span>{told[band]}</span>}
  </span>
);
