import type { RawFile } from './raw-files.ts';
import { readBytes } from './read-bytes.ts';

export const NOT_UTF8 = 'is not UTF-8';

/** Fewer odd bytes than this may be damage to single records. */
const SOME = 3;

/** Whether a file that holds bytes which are not UTF-8 is in another encoding: nothing beyond ASCII in it is UTF-8. */
export const isOtherEncoding = async (file: RawFile): Promise<boolean> => {
  const decoder = new TextDecoder('utf-8');
  let odd = 0;
  for await (const chunk of readBytes(file)) {
    const text = decoder.decode(chunk, { stream: true });
    if (/[^\p{ASCII}\ufffd]/u.test(text)) return false;
    odd += text.split('\ufffd').length - 1;
  }
  return odd >= SOME;
};
