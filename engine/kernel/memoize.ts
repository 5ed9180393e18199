/** A pure function with a cache of up to `most` answers, which is cleared when full. */
export const memoize = <Question extends readonly Part[], Answer>(
  ask: (...question: Question) => Answer,
  most = 20_000,
): ((...question: Question) => Answer) => {
  /** By number of arguments. Created on first use, because many memoized functions are never called. */
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

/** Nested maps, one level per argument, so that a lookup builds no composite key. */
interface Level<Answer> extends Map<Part | undefined, Answer | Level<Answer>> {}

/** A pure function of an immutable object, cached as long as the object lives. */
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

/** The same, with further arguments: plain data, compared as JSON. */
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

/** Computed on first use, then cached. Releases `compute` and its inputs. */
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
