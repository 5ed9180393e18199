/** Something that happens at an instant of virtual time. */
export interface Timer {
  /** Milliseconds since the epoch. */
  at: number;
  /** Order of scheduling: breaks ties of `at`. */
  sequence: number;
  /**
   * Timers of one group run strictly in order; groups due at one instant may overlap. Without a group, a timer runs
   * alone.
   */
  group?: string;
  /** Orders timers without a group that are due at one instant, because their order of scheduling depends on chance. */
  key: string;
  /** Returns a promise if it takes real time. */
  run(): unknown;
  canceled: boolean;
}

export interface DueHeap {
  push(due: Timer): void;
  /** The earliest that was not canceled. */
  peek(): Timer | undefined;
  pop(): Timer | undefined;
}

/** A binary heap ordered by (at, sequence). Canceled entries leave it when they reach the top. */
export const createDueHeap = (): DueHeap => {
  const heap: Timer[] = [];

  const removeTop = () => {
    const last = heap.pop();
    if (last && heap.length > 0) {
      heap[0] = last;
      sink(heap);
    }
  };
  const peek = () => {
    while (heap[0]?.canceled) removeTop();
    return heap[0];
  };

  return {
    peek,
    push: due => {
      heap.push(due);
      rise(heap);
    },
    pop: () => {
      const top = peek();
      if (top) removeTop();
      return top;
    },
  };
};

const before = (a: Timer, b: Timer) => a.at < b.at || (a.at === b.at && a.sequence < b.sequence);

const rise = (heap: Timer[]) => {
  let index = heap.length - 1;
  const due = heap[index] as Timer; // called after a push
  while (index > 0) {
    const above = (index - 1) >> 1;
    const parent = heap[above] as Timer; // above < index
    if (!before(due, parent)) break;
    heap[index] = parent;
    index = above;
  }
  heap[index] = due;
};

const sink = (heap: Timer[]) => {
  const due = heap[0] as Timer; // called on a heap that is not empty
  let index = 0;
  for (;;) {
    let below = 2 * index + 1;
    const left = heap[below];
    if (!left) break;
    const right = heap[below + 1];
    if (right && before(right, left)) below += 1;
    const child = heap[below] as Timer; // left or right
    if (!before(child, due)) break;
    heap[index] = child;
    index = below;
  }
  heap[index] = due;
};
