/** A pure function that keeps what it answered: `most` answers at the most, then it begins anew. */
export const memoize = <Question extends readonly (string | number)[], Answer>(
  ask: (...question: Question) => Answer,
  most = 20_000,
): ((...question: Question) => Answer) => {
  const answers = new Map<string, Answer>();
  return (...question) => {
    const name = question.length === 2 ? `${question[0]} ${question[1]}` : question.join(' ');
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = ask(...question);
    if (answers.size >= most) answers.clear();
    answers.set(name, answer);
    return answer;
  };
};
