import { type Target, UserError, unseenIn } from '@assay/core';
import type { Effects } from '../effects.ts';

/** Fields that are sent in the header of a request, where there is no other letter. */
const SENT = /^(token|client_id|client_secret|tenant_id|host|http_path)$/;
const ASCII = /^[\x20-\x7e]*$/;

const problemOf = (field: string, value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined;
  return unseenIn(value) ?? (SENT.test(field) && !ASCII.test(value) ? 'a character outside ASCII' : undefined);
};

/** Refuses a target that holds what was copied along with its values, before anything is opened. No value is repeated. */
export const refuseUnseen = (target: Target, name: string): void => {
  for (const [field, value] of Object.entries(target)) {
    const problem = problemOf(field, value);
    if (problem) throw new UserError(`targets.${name}.${field} holds ${problem}; set it without`);
  }
};

/** The same of a secret that comes from the environment alone. */
export const refuseUnseenVariable = (name: string, env: Effects['env']): void => {
  const problem = unseenIn(env[name] ?? '');
  if (problem) throw new UserError(`${name} holds ${problem}; set it without`);
};

/** The same of the address of a mail server, in words, since a mail that cannot be sent ends no run. */
export const unseenInAddress = (address: string): string | undefined => {
  const problem = unseenIn(address) ?? unseenIn(decoded(address));
  return problem && `mail.smtp holds ${problem}; set it without`;
};

const decoded = (address: string): string => {
  try {
    return decodeURIComponent(address);
  } catch {
    return '';
  }
};
