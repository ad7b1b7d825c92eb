-- What Databricks SQL has and DuckDB lacks, or means differently. Temporary: nothing of it stays in the file.
create or replace temp macro date_sub(d, n) as cast(d as date) - cast(n as integer);
create or replace temp macro date_add(d, n) as cast(d as date) + cast(n as integer);
create or replace temp macro try_divide(a, b) as cast(a as double) * (1 + 4e-16) / nullif(b, 0);
