// Outbox

export { type FlushOptions, flush } from '../outbox/flush.ts';
export type { Delivery, Flushed } from '../outbox/flushed.ts';
export { put } from '../outbox/put.ts';
export { deliver, type Post, sendOutbox, tidy } from './deliver.ts';
// Views
export { eml } from './eml.ts';
export { preview } from './preview.ts';
export { type Mail, type MailOptions, renderMails } from './render-mails.ts';
