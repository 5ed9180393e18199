/** A bar for each value, the last one marked. `label` describes it in words. */
export const Bars = ({
  values,
  label,
  width = 240,
  height = 64,
}: {
  values: readonly { name: string; value: number; text: string }[];
  label: string;
  width?: number;
  height?: number;
}) => {
  const most = Math.max(1, ...values.map(({ value }) => value));
  const step = width / Math.max(1, values.length);
  return (
    <svg class="bars" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={label}>
      {values.map(({ name, value, text }, n) => {
        const tall = Math.max(1, (value * height) / most);
        return (
          <rect
            key={name}
            class={n === values.length - 1 ? 'last' : ''}
            x={(n * step + 1).toFixed(1)}
            y={(height - tall).toFixed(1)}
            width={Math.max(1, step - 2).toFixed(1)}
            height={tall.toFixed(1)}
          >
            <title>{`${name}: ${text}`}</title>
          </rect>
        );
      })}
    </svg>
  );
};
