/** Payment processors' customers, which commits of `customer` place. Strongly consistent. */
export interface Customers {
  /** `customer`: the processor and its id, as events name it. */
  accountOf(customer: string): Promise<string | undefined>;
}
