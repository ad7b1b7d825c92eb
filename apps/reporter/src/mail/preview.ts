import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '@assay/files';
import { eml } from './eml.ts';
import type { Mail } from './render-mails.ts';

const picture = ({ image }: Mail): string =>
  image === null ? '' : `data:image/png;base64,${Buffer.from(image.png).toString('base64')}`;

/** The mail as a page that opens from disk: its picture lies in it. */
export const mailPage = (mail: Mail): string =>
  mail.image === null ? mail.html : mail.html.replace(`cid:${mail.image.cid}`, picture(mail));

/** Writes what would be sent, and sends nothing. Gives the paths. */
export const preview = async (folder: string, mails: readonly Mail[]): Promise<string[]> => {
  await makeFolder(folder);
  const files = mails.map(async (mail) => {
    const path = join(folder, mail.key);
    await writeFile(`${path}.html`, mailPage(mail));
    await writeFile(`${path}.txt`, mail.text);
    await writeFile(`${path}.eml`, await eml(mail));
    return [`${path}.html`, `${path}.txt`, `${path}.eml`];
  });
  return (await Promise.all(files)).flat();
};
