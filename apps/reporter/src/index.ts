// Views
export { type CiOutput, ciOutputs, ciPage } from './ci.ts';
export { type Finding, findings } from './findings.ts';
export { type Format, type FormatName, type FormatOptions, formats } from './formats.ts';
// Mail
export { eml } from './mail/eml.ts';
export { preview } from './mail/preview.ts';
export { type Mail, type MailOptions, renderMails } from './mail/render-mails.ts';
export { type FlushOptions, flush } from './outbox/flush.ts';
export type { Delivery, Flushed } from './outbox/flushed.ts';
export { put } from './outbox/put.ts';
// Files
export { readReport } from './read-report.ts';
export { writeAtomically } from './write-atomically.ts';
