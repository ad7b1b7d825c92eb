import type { Writable } from 'node:stream';
import { lostOutput } from '@assay/files';
import { tameText } from '@assay/reporter/tame';

export type Stream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Where people read. */
export interface Terminal {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  /** Text in which nothing acts, wherever it comes from: no escapes, no controls, no turned direction. */
  write(text: string): void;
  /** Text that its maker has tamed, with escapes of ours, or a document that has to stay as it is. */
  writeRaw(text: string): void;
  /**
   * Why some of what was written is lost, once all is written; undefined where nothing is, where its reader has seen
   * enough and left, and where it was asked before: who asks says it.
   */
  loss(): Promise<string | undefined>;
}

export const tamed = (stream: Stream): Terminal => {
  let told = false;
  return {
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns;
    },
    write: (text) => void stream.write(tameText(text, Number.POSITIVE_INFINITY)),
    writeRaw: (text) => void stream.write(text),
    loss: async () => {
      const why = told ? undefined : await lostOutput(stream);
      told ||= why !== undefined;
      return why;
    },
  };
};
