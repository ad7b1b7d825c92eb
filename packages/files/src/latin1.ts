import { type PackedFile, readBytes } from './read-bytes.ts';

/** Why a record is bad that holds other bytes. */
export const NOT_UTF8 = 'is not UTF-8';

/** What is said of a file that is in another encoding. */
export const OTHER_ENCODING = 'is not UTF-8 but another encoding, such as Latin-1; save it as UTF-8';

/** Fewer odd bytes than this may be damage to single records. */
const SOME = 3;

/** Whether a file that holds bytes which are not UTF-8 is in another encoding: nothing beyond ASCII in it is UTF-8. */
export const isOtherEncoding = async (file: PackedFile): Promise<boolean> => {
  const decoder = new TextDecoder('utf-8');
  let odd = 0;
  for await (const chunk of readBytes(file)) {
    const text = decoder.decode(chunk, { stream: true });
    if (/[^\p{ASCII}\ufffd]/u.test(text)) return false;
    odd += text.split('\ufffd').length - 1;
  }
  return odd >= SOME;
};
