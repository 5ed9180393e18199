/** A pure function that keeps what it answered: `most` answers at the most, then it begins anew. */
export const memoize = <Question extends readonly (string | number)[], Answer>(
  ask: (...question: Question) => Answer,
  most = 20_000,
): ((...question: Question) => Answer) => {
  let answers: Map<string | number, Answer> | undefined;
  return (...question) => {
    let name: string | number = question[0] ?? '';
    for (let index = 1; index < question.length; index++) name = `${name} ${question[index]}`;
    const known = answers?.get(name);
    if (known !== undefined) return known;
    const answer = ask(...question);
    // Many are made, and most of those are never asked.
    if (answers === undefined || answers.size >= most) answers = new Map();
    answers.set(name, answer);
    return answer;
  };
};
