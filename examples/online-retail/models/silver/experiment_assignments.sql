-- The variant of an experiment that a customer was given. No experiments are in the file, so there are none.
-- grain: experiment_name, customer_id
select
  cast(null as string) as experiment_name,
  cast(null as bigint) as customer_id,
  cast(null as string) as variant,
  cast(null as timestamp) as assigned_at,
  cast(null as timestamp) as _updated_at
where 1 = 0
