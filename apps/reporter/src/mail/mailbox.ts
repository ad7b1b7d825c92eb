/** One plain mailbox, nothing that a header or a server could read as more. */
const MAILBOX = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/i;

export function isMailbox(text: string): boolean {
  return MAILBOX.test(text);
}

/** The mailbox of `Name <mailbox>`, or of the mailbox alone. */
export function mailboxOf(recipient: string): string {
  return (/<([^<>]*)>\s*$/.exec(recipient)?.[1] ?? recipient).trim().toLowerCase();
}
