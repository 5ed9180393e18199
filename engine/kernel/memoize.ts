/** A pure function that keeps what it answered: `most` answers at the most, then it begins anew. */
export const memoize = <Question extends readonly Part[], Answer>(
  ask: (...question: Question) => Answer,
  most = 20_000,
): ((...question: Question) => Answer) => {
  /** By how many parts a question has. Many such functions are made, and most of those are never asked. */
  let answers: Level<Answer>[] | undefined;
  let size = 0;
  return (...question) => {
    const last = question.length - 1;
    let level = answers?.[question.length];
    for (let index = 0; index < last && level !== undefined; index++)
      level = level.get(question[index]) as Level<Answer> | undefined;
    const known = level?.get(question[last]) as Answer | undefined;
    if (known !== undefined) return known;
    const answer = ask(...question);
    if (answers === undefined || size >= most) {
      answers = [];
      size = 0;
    }
    let at: Level<Answer> = answers[question.length] ?? new Map();
    answers[question.length] = at;
    for (let index = 0; index < last; index++) {
      const next = (at.get(question[index]) as Level<Answer> | undefined) ?? new Map();
      at.set(question[index], next);
      at = next;
    }
    at.set(question[last], answer);
    size += 1;
    return answer;
  };
};

type Part = string | number;

/** Answers by the last part of a question, each in the levels of the parts before: so that no name is put together to ask. */
interface Level<Answer> extends Map<Part | undefined, Answer | Level<Answer>> {}

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
