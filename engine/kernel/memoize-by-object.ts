/** A pure function of an object that never changes. The answer is kept as long as the object is. */
export const memoizeByObject = <Of extends object, Answer>(ask: (of: Of) => Answer): ((of: Of) => Answer) => {
  const answers = new WeakMap<Of, { answer: Answer }>();
  return of => {
    const known = answers.get(of);
    if (known) return known.answer;
    const answer = ask(of);
    answers.set(of, { answer });
    return answer;
  };
};
