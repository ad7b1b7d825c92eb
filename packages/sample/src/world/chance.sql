-- Chance without a generator: every draw is a hash of the seed, what is drawn, and the number of the row it is drawn for.
create macro u(n, what) as
  (hash(xor(hash(cast(n as bigint)), hash(what || :seed))) >> 11) * 1.1102230246251565e-16;

-- About normal: mean 0, deviation 1, never beyond 3.
create macro z(n, what) as (u(n, what || ' a') + u(n, what || ' b') + u(n, what || ' c') - 1.5) * 2;

create macro whole(x) as cast(floor(x) as bigint);
create macro pick(list, p) as list[1 + whole(p * len(list))];
create macro money(cents) as cast(cents * 0.01 as decimal(18, 2));

-- A rank from 1 to n, frequent in proportion to rank ^ -0.7.
create macro ranked(p, n) as least(n, whole(pow(1 + p * (pow(n + 1, 0.3) - 1), 3.3333333)));

-- Days since the last visit of somebody who comes back, at most the given number: a power law.
create macro gap(p, longest) as
  20 * (pow(1 - p * (1 - pow(1 + longest * 0.05, -0.15)), -6.6666667) - 1);

-- The second of the day before which a share p of a day's orders is placed: a morning, a lunch break and an evening.
create macro second_at(p, hours) as
  least(86399, whole(3600 * (hours[1 + whole(p * 24)] + (p * 24 - floor(p * 24)) * (hours[2 + whole(p * 24)] - hours[1 + whole(p * 24)]))));
create macro second_of_day(p) as
  second_at(p, [0, 5.2, 7, 8, 8.8, 9.5, 10.2, 10.8, 11.5, 12.1, 12.6, 13.3, 14, 14.8, 15.5, 16.3, 17, 17.8, 18.5, 19.1, 19.7, 20.3, 21, 22, 24]);

-- A moment of the plan, as long as it has come.
create macro happened(t) as case when t <= cast(:now as timestamp) then t end;

create macro month_of(t) as cast(date_trunc('month', t) as date);
