export interface Delivery {
  readonly key: string;
  readonly subject: string;
  readonly to: string;
  /** What the server said. */
  readonly answer: string;
}

/** What happened. Whatever it was, nothing is lost: what was neither sent nor refused waits for the next flush. */
export interface Flushed {
  readonly sent: readonly Delivery[];
  readonly refused: readonly Delivery[];
  readonly waiting: readonly Delivery[];
  /** One sentence when something stood in the way of all. */
  readonly problem: string | null;
}
