-- The variant of an experiment that a customer was given. A customer with two variants has two rows, for the checks to find.
-- grain: experiment_name, customer_id
select
  experiment_name,
  customer_id,
  variant,
  cast(assigned_at as timestamp) as assigned_at,
  cast(assigned_at as timestamp) as _updated_at
from bronze.experiment_assignments
