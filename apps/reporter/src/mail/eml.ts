import type { Mail } from './render-mails.ts';

/** A mail as the bytes that a server takes. The same mail gives the same bytes. */
export async function eml(mail: Mail): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  return new MailComposer({
    from: mail.from,
    to: [...mail.to],
    subject: mail.subject,
    date: new Date(mail.date),
    messageId: mail.messageId,
    ...(mail.inReplyTo === null ? {} : { inReplyTo: mail.inReplyTo, references: [mail.inReplyTo] }),
    headers: { 'List-Id': mail.listId, 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    text: mail.text,
    html: mail.html,
    baseBoundary: mail.key,
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
    attachments:
      mail.image === null
        ? []
        : [
            {
              filename: 'chart.png',
              content: Buffer.from(mail.image.png),
              contentType: 'image/png',
              cid: mail.image.cid,
            },
          ],
  })
    .compile()
    .build();
}
