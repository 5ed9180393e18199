/** The answer of a call that takes time of the clock. What called it goes on without, and may stop waiting for it. */
export class LateAnswer {
  readonly answer: Promise<unknown>;
  constructor(answer: Promise<unknown>) {
    this.answer = answer;
  }
}
