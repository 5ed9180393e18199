/** A pure function that keeps what it answered: `most` answers at the most, then it begins anew. */
export const memoize = <Question extends readonly (string | number)[], Answer>(
  ask: (...question: Question) => Answer,
  most = 20_000,
): ((...question: Question) => Answer) => {
  const answers = new Map<string, Answer>();
  return (...question) => {
    let name = String(question[0]);
    for (let index = 1; index < question.length; index++) name += ` ${question[index]}`;
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = ask(...question);
    if (answers.size >= most) answers.clear();
    answers.set(name, answer);
    return answer;
  };
};
