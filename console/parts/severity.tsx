const told = { 1: 'Urgent', 2: 'Soon', 3: 'When there is time' } as const;
const shapes = { 1: 'M6 1 11.5 11H.5z', 2: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z', 3: 'M2 5h8v2H2z' } as const;

/** A shape for each severity, so that color is not needed. */
export const SeverityMark = ({ of }: { of: number }) => {
  const severity = of === 1 || of === 2 ? of : 3;
  return (
    <svg
      class={`severity s${severity}`}
      viewBox="0 0 12 12"
      width="12"
      height="12"
      role="img"
      aria-label={told[severity]}
    >
      <title>{told[severity]}</title>
      <path d={shapes[severity]} />
    </svg>
  );
};
