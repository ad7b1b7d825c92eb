import { again, changed, dayBack, type Faults, oneOf, without } from '../fault.ts';

const customers = (set: Readonly<Record<string, string>>, where?: string) => ({ customers: changed(set, where) });
const third = oneOf(33, 'customer_id');
const fifth = oneOf(20, 'customer_id');
const mangled = (column: string) =>
  `replace(replace(replace(replace(${column}, 'é', 'Ã©'), 'ü', 'Ã¼'), 'ö', 'Ã¶'), 'í', 'Ã\u00ad')`;

export const people: Faults = {
  'country missing for a third': customers({ country: 'null' }, third),
  'country missing for those of a month': customers(
    { country: 'null' },
    `strftime(registration_date::date, '%Y-%m') = '2025-10'`,
  ),
  'country the same for all': customers({ country: `'US'` }),
  'a fifth of customers moved to another country': customers({ country: `'FR'` }, fifth),
  'a twentieth of customers moved to another country': customers({ country: `'DE'` }, oneOf(5, 'customer_id')),
  'country in words for a fifth': customers({ country: `'United States'` }, `country = 'US' and ${fifth}`),
  'one e-mail for all': customers({ email: `'info@example.com'` }),
  'one e-mail for a tenth': customers({ email: `'noreply@example.com'` }, oneOf(10, 'customer_id')),
  'half the e-mails missing': customers({ email: 'null' }, oneOf(50, 'customer_id')),
  'all e-mails missing': customers({ email: 'null' }),
  'e-mails of a fifth are those of their neighbours': customers({ email: `(email || '.x')` }, fifth),
  'e-mails shifted by one row': {
    customers: `select * replace (coalesce(lag(email) over (order by customer_id), email) as email) from records`,
  },
  'e-mails without their host for a tenth': customers({ email: `split_part(email, '@', 1)` }, oneOf(10, 'customer_id')),
  'segment the same for all': customers({ segment: `'Standard'` }),
  'segment missing for a third': customers({ segment: 'null' }, third),
  'segment the same for nearly all': customers({ segment: `'Budget'` }, oneOf(98, 'customer_id')),
  'segments swapped': customers({
    segment: `case segment when 'Premium' then 'Budget' when 'Budget' then 'Premium' else segment end`,
  }),
  'channel the same for all': customers({ acquisition_channel: `'organic'` }),
  'channel missing for a third': customers({ acquisition_channel: 'null' }, third),
  'channel missing for all': customers({ acquisition_channel: 'null' }),
  'name and city swapped': customers({ full_name: 'city', city: 'full_name' }),
  'name and city swapped for a tenth': customers({ full_name: 'city', city: 'full_name' }, oneOf(10, 'customer_id')),
  'city and country swapped': customers({ city: 'country', country: 'city' }),
  'city missing for a third': customers({ city: 'null' }, third),
  'names cut after eight letters': customers({ full_name: 'full_name[:8]' }),
  'names without their last name': customers({ full_name: `split_part(full_name, ' ', 1)` }),
  'one name for all': customers({ full_name: `'Test User'` }),
  'names in another encoding': customers({ full_name: mangled('full_name'), city: mangled('city') }),
  'names with signs for what could not be read': customers({
    full_name: `replace(replace(full_name, 'é', chr(65533)), 'ü', chr(65533))`,
  }),
  'names with question marks': customers({ full_name: `replace(replace(full_name, 'é', '?'), 'ü', '?')` }),
  'phone and address missing': customers({ phone: 'null', address: 'null' }),
  'phones missing for half': customers({ phone: 'null' }, oneOf(50, '(customer_id + 3)')),
  'born in 1700': customers({ birth_date: `date '1700-05-17'` }, fifth),
  'born in 2030': customers({ birth_date: `date '2030-05-17'` }, oneOf(3, 'customer_id')),
  'born on the day of registration': customers({ birth_date: 'registration_date' }, third),
  'all born on the first of January 1900': customers({ birth_date: `date '1900-01-01'` }),
  'birthdays missing for all': customers({ birth_date: 'null' }),
  'all agree to marketing': customers({ marketing_opt_in: 'true' }),
  'all registered on one day': customers({ registration_date: `date '2023-02-01'` }),
  'registered a year later': customers(
    { registration_date: 'registration_date + 200' },
    `registration_date < ${dayBack(300)}`,
  ),
  'registered in 1970': customers({ registration_date: `date '1970-01-01'` }, fifth),
  'a tenth of customers missing': { customers: without(oneOf(10, 'customer_id')) },
  'customers of a month again under new numbers': {
    customers: again({ customer_id: 'customer_id + 500000' }, `strftime(registration_date::date, '%Y-%m') = '2025-10'`),
  },
  'changes: all at one moment': { customer_changes: changed({ changed_at: `timestamp '2025-06-01 00:00:00'` }) },
  'changes: a year earlier': { customer_changes: changed({ changed_at: `changed_at - interval '365 day'` }) },
  'changes: country missing for half': { customer_changes: changed({ country: 'null' }, oneOf(50, 'change_id')) },
  'changes: segment the same for all': { customer_changes: changed({ segment: `'Standard'` }) },
  'changes: a month lost': { customer_changes: without(`strftime(changed_at, '%Y-%m') = '2025-10'`) },
  'changes: half lost': { customer_changes: without(oneOf(50, 'customer_id')) },
  'changes: of other customers': { customer_changes: changed({ customer_id: '10001 + (customer_id * 7 + 3) % 1000' }) },
  'segments: a fifth twice': { user_segments: again({ assigned_at: 'assigned_at' }, oneOf(20, 'customer_id')) },
  'segments: one name for all': {
    user_segments: `select * replace ('newsletter' as segment_name) from records qualify row_number() over (partition by customer_id order by segment_name) = 1`,
  },
  'segments: all assigned on one day': { user_segments: changed({ assigned_at: `timestamp '2024-01-01 00:00:00'` }) },
  'segments: assigned ten years earlier': {
    user_segments: changed({ assigned_at: `assigned_at - interval '3650 day'` }),
  },
  'tickets: satisfaction the same for all': {
    support_tickets: changed({ satisfaction: '5' }, 'satisfaction is not null'),
  },
  'tickets: satisfaction missing for all': { support_tickets: changed({ satisfaction: 'null' }) },
  'tickets: satisfaction from 0 to 10': { support_tickets: changed({ satisfaction: 'satisfaction * 2' }) },
  'tickets: never closed': { support_tickets: changed({ closed_at: 'null' }) },
  'tickets: opened ten years earlier': { support_tickets: changed({ opened_at: `opened_at - interval '3650 day'` }) },
  'tickets: again under new numbers': {
    support_tickets: again({ ticket_id: 'ticket_id + 1000000' }, oneOf(20, 'ticket_id')),
  },
  'tickets: closed a century later': {
    support_tickets: changed({ closed_at: `closed_at + interval '36500 day'` }, oneOf(5, 'ticket_id')),
  },
};
