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

/** The same, of further things that are asked about the object: data, told apart as JSON. */
export const memoizeAbout = <Of extends object, Question extends readonly unknown[], Answer>(
  ask: (of: Of, ...question: Question) => Answer,
): ((of: Of, ...question: Question) => Answer) => {
  const answersOf = memoizeByObject((_: Of) => new Map<string, { answer: Answer }>());
  return (of, ...question) => {
    const answers = answersOf(of);
    const name = JSON.stringify(question);
    const known = answers.get(name);
    if (known) return known.answer;
    const answer = ask(of, ...question);
    answers.set(name, { answer });
    return answer;
  };
};
