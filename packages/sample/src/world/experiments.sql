-- Experiments by the shares of their variants and the days they ran, counted back from the last one. `pull` is what the treatment does to buyers.
create table experiments as
select *, :span - started as from_i, :span - ended as to_i
from (
  values
    ('checkout_button', [0.5, 1.0], ['control', 'green_button'], 210, 90, 0.3),
    ('free_shipping_bar', [0.34, 0.67, 1.0], ['control', 'from_35', 'from_50'], 420, 300, 0.0),
    ('recommendations', [0.1, 1.0], ['control', 'ranked_by_model'], 75, 0, 0.05)
) as t (experiment_name, upto, variants, started, ended, pull);

create macro variant_of(c, name, upto, variants) as
  list_extract(variants, 1 + len(list_filter(upto, lambda share: share <= u(c, 'experiment ' || name))));
