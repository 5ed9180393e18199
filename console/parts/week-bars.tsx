/** Small bars, the oldest first, with a line at the usual value. */
export const WeekBars = ({
  values,
  usual,
  label,
  width = 132,
  height = 28,
}: {
  values: readonly number[];
  usual?: number | undefined;
  /** Description for screen readers. */
  label: string;
  width?: number;
  height?: number;
}) => {
  const most = Math.max(1, usual ?? 0, ...values);
  const step = width / Math.max(1, values.length);
  const y = (value: number) => height - 1 - (value * (height - 3)) / most;
  return (
    <svg
      class="week-bars"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {values.map((value, n) => (
        <rect
          key={n}
          x={(n * step + 1).toFixed(1)}
          y={y(value).toFixed(1)}
          width={Math.max(1, step - 2).toFixed(1)}
          height={Math.max(1, height - 1 - y(value)).toFixed(1)}
          class={value === 0 ? 'none' : ''}
        />
      ))}
      {usual !== undefined && <line x1="0" x2={width} y1={y(usual).toFixed(1)} y2={y(usual).toFixed(1)} />}
    </svg>
  );
};
