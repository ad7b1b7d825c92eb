/** Why a record is bad, and its file with it: a machine that lost power while it wrote leaves zeros. */
export const ZEROS = 'holds zero bytes';
