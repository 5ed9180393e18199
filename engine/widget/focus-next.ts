/** Moves the focus by `step`, wrapping around. */
export const focusNext = (stops: readonly HTMLElement[], step: number): void => {
  const at = stops.findIndex(stop => stop.matches(':focus'));
  stops[(at + step + stops.length) % stops.length]?.focus();
};
