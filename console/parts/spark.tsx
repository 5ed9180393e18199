/** A sparkline, the last value marked, with gaps for unknown values. */
export const Spark = ({
  values,
  label,
  width = 72,
  height = 20,
  most = 100,
}: {
  values: readonly (number | null)[];
  /** Description for screen readers. */
  label: string;
  width?: number;
  height?: number;
  most?: number;
}) => {
  const known = values.flatMap((value, n) => (value === null ? [] : [[n, value] as const]));
  if (known.length < 2) return <span class="spark" />;
  const x = (n: number) => 2 + (n * (width - 6)) / Math.max(1, values.length - 1);
  const y = (value: number) => height - 2 - (Math.min(value, most) * (height - 4)) / Math.max(1, most);
  const [last = [0, 0] as const] = known.slice(-1);
  return (
    <svg class="spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <title>{label}</title>
      <polyline points={known.map(([n, value]) => `${x(n).toFixed(1)},${y(value).toFixed(1)}`).join(' ')} />
      <circle cx={x(last[0])} cy={y(last[1])} r="2" />
    </svg>
  );
};
