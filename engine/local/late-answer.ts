/** The answer of a call that takes virtual time. The caller may time out before it arrives. */
export class LateAnswer {
  readonly answer: Promise<unknown>;
  constructor(answer: Promise<unknown>) {
    this.answer = answer;
  }
}
