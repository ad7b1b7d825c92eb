// What a mail says

export { preview } from './preview.ts';
export { type Mail, type MailOptions, renderMails } from './render-mails.ts';

// Its way

export { deliver, type Post, sendOutbox, tidy } from './deliver.ts';
