/** Computed when it is first asked for, then kept. Its inputs are released. */
export const lazy = <Answer extends object>(compute: () => Answer): (() => Answer) => {
  let pending: (() => Answer) | undefined = compute;
  let answer: Answer | undefined;
  return () => {
    if (pending) {
      answer = pending();
      pending = undefined;
    }
    return answer as Answer;
  };
};
