export interface TableOptions {
  readonly file: string;
  readonly rows: number;
  /** One value in 5,000 of most columns is wrong, evenly spread, so that no statistics help. */
  readonly isBad: boolean;
}

/** A table `shop.lines` with demands on it, and the same demands as somebody would ask them by hand who wants it fast. */
export interface CheckedCase {
  make(options: TableOptions): Promise<void>;
  readonly contract: string;
  /** The number of offenders, all checks together. */
  yardstick(file: string): Promise<number>;
}
