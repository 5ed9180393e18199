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
